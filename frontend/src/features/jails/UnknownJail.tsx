import { IconCompass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { problemWords } from '../../components/problem-words';
import { Quiet } from '../../components/Quiet';

/** A link leads to a jail that is not there, or no longer. */
export function UnknownJail({ error }: { error: Error }) {
  const { t } = useTranslation();
  const { title, detail } = problemWords(error, t);
  return (
    <Quiet
      icon={<IconCompass size={28} stroke={1.5} />}
      title={title}
      action={
        <ButtonLink to="/jails" variant="default">
          {t('jail.all')}
        </ButtonLink>
      }
    >
      {detail}
    </Quiet>
  );
}
