import { useTranslation } from 'react-i18next';
import type { TruthCheck } from '../../api/types';
import { TextLink } from '../links';

/** Why nobody knows what the firewall holds, and what mends that. */
export function TruthObstacle({ check }: { check: TruthCheck }) {
  const { t } = useTranslation('truth');
  const { state, reason, problem } = check;
  if (state === 'not_checked' || state === 'settling') return t(state);
  if (reason === null) return null;
  return (
    <>
      {t(`unavailable.${reason}`)} {reason === 'listing_failed' && problem}
      {(reason === 'jail_missing' || reason === 'jail_outdated') && (
        <TextLink to="/blocklists" inherit>
          {t('unavailable.toBlocklists')}
        </TextLink>
      )}
      {reason === 'jail_stopped' && (
        <TextLink to="/jails/$jail" params={{ jail: 'blocklist-import' }} inherit>
          {t('unavailable.toJail')}
        </TextLink>
      )}
    </>
  );
}
