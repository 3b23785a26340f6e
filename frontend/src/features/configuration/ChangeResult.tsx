import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/problem';
import type { ConfigurationChange } from '../../api/types';
import { ButtonLink } from '../../components/links';
import { Notice } from '../../components/Notice';
import { problemWords } from '../../components/problem-words';
import { OwnWords } from './Verdict';

interface Props {
  change: ConfigurationChange;
  /** Why it could not be applied at all. */
  error: Error | null;
}

/** What became of a change. */
export function ChangeResult({ change, error }: Props) {
  const { t } = useTranslation('configuration');
  if (change.state === 'applying')
    return (
      <Notice tone="plain" icon={<Loader size={18} />} title={t('result.applying')}>
        {t('result.applyingWords')}
      </Notice>
    );
  if (change.state === 'applied') return <Applied change={change} />;
  if (change.state === 'undone' || change.state === 'failed') {
    const isUndone = change.state === 'undone';
    return (
      <Notice
        tone={isUndone ? 'warn' : 'alarm'}
        icon={isUndone ? <IconArrowBackUp size={18} /> : <IconAlertTriangle size={18} />}
        title={t(`result.${change.state}`)}
      >
        {t(`result.${change.state}Words`)}
        <OwnWords text={change.problem ?? ''} />
      </Notice>
    );
  }
  return error && <NotApplied error={error} />;
}

function Applied({ change }: { change: ConfigurationChange }) {
  const { t } = useTranslation('configuration');
  return (
    <Notice
      tone="plain"
      icon={<IconCheck size={18} color="var(--ok)" />}
      title={t('result.applied')}
      action={
        change.versionId !== null && (
          <ButtonLink to="/configuration/versions" search={{ to: change.versionId }} variant="default">
            {t('result.version', { id: change.versionId })}
          </ButtonLink>
        )
      }
    >
      {change.problem ?? t('result.appliedWords')}
    </Notice>
  );
}

function NotApplied({ error }: { error: Error }) {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const { title, detail } = problemWords(error, common);
  return (
    <Notice tone="alarm" icon={<IconAlertTriangle size={18} />} title={title}>
      {detail} {hasCode(error, 'configuration_changed_outside') && t('result.changedOutside')}
    </Notice>
  );
}
