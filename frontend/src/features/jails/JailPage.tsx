import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { hasCode } from '../../api/problem';
import { jailQuery } from '../../api/queries';
import { Failure } from '../../components/Failure';
import { JailState } from '../../components/JailState';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { withTexts } from '../../i18n/i18n';
import { lazyPart } from '../../live/lazy-part';
import { ActionsPanel } from './ActionsPanel';
import { ConfigureLink } from './ConfigureLink';
import { FilterPanel } from './FilterPanel';
import { IgnorePanel } from './IgnorePanel';
import { JailActions } from './JailActions';
import { JailAtRest } from './JailAtRest';
import { JailCounters } from './JailCounters';
import classes from './JailPage.module.css';
import { JailSentence } from './JailSentence';
import { JailSkeleton } from './JailSkeleton';
import { SourcesPanel } from './SourcesPanel';
import { ThresholdsPanel } from './ThresholdsPanel';
import { UnknownJail } from './UnknownJail';

const TruthPanel = lazyPart(
  withTexts(
    () =>
      import('../../components/truth-check/TruthPanel').then((module) => ({ default: module.TruthPanel })),
    'truth',
  ),
);

const route = getRouteApi('/app/jails/$jail');

/** It bans nobody: what it puts into the firewall is told with the blocklists. */
const importJail = 'blocklist-import';

export function JailPage() {
  const { jail: name } = route.useParams();
  const { data: jail, error, refetch } = useQuery(jailQuery(name));

  return (
    <>
      <PageHeader
        title={name}
        badge={jail && <JailState state={jail.state} />}
        summary={jail && <JailSentence jail={jail} />}
        actions={
          jail && (
            <>
              <ConfigureLink jail={name} />
              <JailActions jail={jail} />
            </>
          )
        }
      />
      {error && !jail && (
        <Panel>
          {hasCode(error, 'jail_not_found') ? (
            <UnknownJail error={error} />
          ) : (
            <Failure error={error} onRetry={() => void refetch()} />
          )}
        </Panel>
      )}
      {!jail && !error && <JailSkeleton />}
      {jail && (
        <div className={classes.page}>
          <JailCounters jail={jail} />
          {jail.state === 'running' && <ThresholdsPanel key={jail.name} jail={jail} />}
          {jail.state === 'running' ? (
            <>
              {jail.name !== importJail && (
                <Suspense>
                  <TruthPanel jail={jail.name} />
                </Suspense>
              )}
              <SourcesPanel jail={jail} />
              <FilterPanel jail={jail} />
              <ActionsPanel actions={jail.actions} />
              <IgnorePanel jail={jail} />
            </>
          ) : (
            <JailAtRest jail={jail} />
          )}
        </div>
      )}
    </>
  );
}
