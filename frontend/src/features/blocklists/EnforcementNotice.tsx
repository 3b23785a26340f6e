import { IconPlayerStop, IconShieldOff, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { enforcementQuery, sourcesQuery } from '../../api/blocklist-queries';
import type { BlocklistEnforcement } from '../../api/types';
import { ButtonLink } from '../../components/links';
import { Notice } from '../../components/Notice';
import { ImportJailOffer } from './ImportJailOffer';

const families = { v4: 'IPv4', v6: 'IPv6' } as const;

/** What keeps the set from being in force, and what mends it. */
export function EnforcementNotice() {
  const { t } = useTranslation('blocklists');
  const { data: enforcement } = useQuery(enforcementQuery);
  const { data: sources } = useQuery(sourcesQuery);
  if (!enforcement || !sources) return null;

  const { driver, jail, state, problem } = enforcement;
  if (driver === 'off') {
    return (
      <Notice tone="plain" icon={<IconShieldOff size={20} />} title={t('mend.off')}>
        {t('mend.offDetail')}
      </Notice>
    );
  }
  if (jail === 'missing' || jail === 'outdated') {
    return <ImportJailOffer jail={jail} isUrgent={sources.items.length > 0} />;
  }
  if (jail === 'stopped') return <StoppedJail />;
  const amiss = [...(problem ? [problem] : []), ...(state === 'empty' ? [] : rulesAmiss())];
  if (amiss.length === 0 && state !== 'not_enforced') return null;
  return (
    <Notice tone="alarm" icon={<IconShieldX size={20} />} title={t('mend.failed')}>
      {(amiss.length > 0 ? amiss : [t('mend.notEnforced')]).map((sentence) => (
        <div key={sentence}>{sentence}</div>
      ))}
    </Notice>
  );

  function rulesAmiss(): string[] {
    const { rule } = enforcement as BlocklistEnforcement;
    return (['v4', 'v6'] as const).flatMap((family) => {
      const at = rule[family];
      const isAmiss = at === 'missing' || at === 'not_first';
      return isAmiss ? [t(`mend.rule.${at}`, { family: families[family] })] : [];
    });
  }
}

function StoppedJail() {
  const { t } = useTranslation('blocklists');
  return (
    <Notice
      tone="warn"
      icon={<IconPlayerStop size={20} />}
      title={t('mend.stopped')}
      action={
        <ButtonLink to="/jails/$jail" params={{ jail: 'blocklist-import' }} variant="default">
          {t('mend.toJail')}
        </ButtonLink>
      }
    >
      {t('mend.stoppedDetail')}
    </Notice>
  );
}
