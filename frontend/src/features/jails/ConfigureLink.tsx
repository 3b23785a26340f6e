import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';

/** Leads to what the files say for a jail, where changes last. */
export function ConfigureLink({ jail }: { jail: string }) {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/configuration/jails/$jail" params={{ jail }} variant="default">
      {t('jail.configure')}
    </ButtonLink>
  );
}
