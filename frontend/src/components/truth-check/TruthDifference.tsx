import { IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TruthCheck } from '../../api/types';
import { TextLink } from '../links';
import { Notice } from '../Notice';
import { Checked } from './Checked';
import { CheckNow } from './CheckNow';
import { useDifferenceWords } from './use-difference-words';

/** How many bans the firewall lacks, has too many, or lets pass, and in which jails. */
export function TruthDifference({ check }: { check: TruthCheck }) {
  const { t } = useTranslation('truth');
  const words = useDifferenceWords();
  const jails = check.jails.filter(({ missing, extra, shadowed }) => missing + extra + shadowed > 0);
  return (
    <Notice
      tone={check.missing + check.shadowed > 0 ? 'alarm' : 'warn'}
      icon={<IconShieldX size={20} />}
      title={t('differs', { differences: words(check) })}
      action={<CheckNow check={check} />}
    >
      {jails.map((jail) => (
        <div key={jail.jail}>
          <TextLink to="/jails/$jail" params={{ jail: jail.jail }} hash="firewall" inherit>
            {jail.jail}
          </TextLink>
          {': '}
          {words(jail)}
        </div>
      ))}
      {check.checkedAt !== null && <Checked at={check.checkedAt} />}
    </Notice>
  );
}
