import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import type { ChangeSearch } from './search';

/** Leads back to what a change was made from, where the edits still are. */
export function BackToEditing({ from }: { from: ChangeSearch }) {
  const { t } = useTranslation('configuration');
  if (from.file !== undefined) {
    return (
      <ButtonLink to="/configuration/files" search={{ path: from.file }} variant="default">
        {t('change.back')}
      </ButtonLink>
    );
  }
  if (from.jail !== undefined) {
    return (
      <ButtonLink to="/configuration/jails/$jail" params={{ jail: from.jail }} variant="default">
        {t('change.back')}
      </ButtonLink>
    );
  }
  if (from.catalogue !== undefined) {
    return (
      <ButtonLink to="/configuration/catalogue" search={{ jail: from.catalogue }} variant="default">
        {t('change.back')}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink to="/configuration" search={{ tab: from.server ? 'server' : 'versions' }} variant="default">
      {t('change.back')}
    </ButtonLink>
  );
}
