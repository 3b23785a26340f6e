import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { effectiveQuery } from '../../api/configuration-queries';
import { Failure } from '../../components/Failure';
import { ButtonLink } from '../../components/links';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import classes from './ConfigurationPage.module.css';
import { FilesProblem } from './FilesProblem';
import { jailGroups } from './jail-keys';
import { PanelSkeleton } from './PanelSkeleton';
import { SettingsForm } from './SettingsForm';
import { WritableNotice } from './WritableNotice';

const route = getRouteApi('/app/configuration/jails/$jail');

/** What holds for every jail that does not say otherwise. */
const defaults = 'DEFAULT';

/** A jail as the files say it, one that is new, or the defaults of all. */
export function JailFormPage() {
  const { t } = useTranslation('configuration');
  const { jail: name } = route.useParams();
  const { data, error, refetch } = useQuery(effectiveQuery);
  const jail = data?.jails.find((each) => each.name === name);
  const isNew = data !== undefined && name !== defaults && !jail;

  return (
    <>
      <PageHeader
        title={name === defaults ? t('jails.defaults') : name}
        summary={t(name === defaults ? 'jails.defaultsSummary' : 'jails.summary')}
        actions={
          <>
            {jail && (
              <ButtonLink to="/jails/$jail" params={{ jail: name }} variant="default">
                {t('jails.live')}
              </ButtonLink>
            )}
            <ButtonLink to="/configuration" variant="default">
              {t('jails.all')}
            </ButtonLink>
          </>
        }
      />
      <div className={classes.page}>
        <WritableNotice />
        {isNew && (
          <Notice tone="plain" icon={<IconInfoCircle size={18} />} title={t('newJail.notYet')}>
            {t('newJail.notYetWords')}
          </Notice>
        )}
        {error && !data && (
          <Panel>
            <Failure error={error} onRetry={() => void refetch()} />
          </Panel>
        )}
        {!data && !error && <PanelSkeleton />}
        {data && (
          <Panel isFlush>
            <FilesProblem problem={data.problem} />
            <SettingsForm
              key={name}
              target="jail"
              section={name}
              settings={jail?.settings ?? data.defaults}
              groups={jailGroups}
              from={{ jail: name }}
              {...(isNew && { start: newJail })}
            />
          </Panel>
        )}
      </div>
    </>
  );
}

const newJail = { enabled: 'true' };
