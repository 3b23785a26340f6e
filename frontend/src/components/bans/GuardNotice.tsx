import { Checkbox } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { Address } from '../Address';
import { Notice } from '../Notice';
import classes from './GuardNotice.module.css';

interface Guarded {
  address: string;
  reason: 'requester' | 'server' | 'gateway' | 'loopback' | 'allow_list';
  detail: string;
}

interface Props {
  guard: Problem;
  isConfirmed: boolean;
  onConfirm: (isConfirmed: boolean) => void;
}

/** Whom these bans would lock out, and the second confirmation that bans them anyway. */
export function GuardNotice({ guard, isConfirmed, onConfirm }: Props) {
  const { t } = useTranslation();
  const guarded = guard.list<Guarded>('guarded');
  return (
    <Notice tone="alarm" icon={<IconShieldExclamation size={20} />} title={t('guard.title')}>
      <ul className={classes.list}>
        {guarded.map(({ address, reason, detail }) => (
          <li key={`${address} ${reason}`}>
            <Address value={address} />: {t(`guard.reason.${reason}`, { defaultValue: detail })}
          </li>
        ))}
      </ul>
      <Checkbox
        mt="sm"
        checked={isConfirmed}
        onChange={(event) => onConfirm(event.currentTarget.checked)}
        label={t('guard.confirm', {
          addresses: [...new Set(guarded.map((each) => each.address))].join(', '),
        })}
      />
    </Notice>
  );
}
