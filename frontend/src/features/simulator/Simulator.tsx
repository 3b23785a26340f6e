import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedSimulationSettings, Simulation } from '../../api/types';
import { Failure } from '../../components/Failure';
import { Panel } from '../../components/Panel';
import { type Draft, draftOf, requestOf, windowOf } from './draft';
import { Outcome } from './Outcome';
import { SettingsForm } from './SettingsForm';
import { useSimulation } from './use-simulation';

const route = getRouteApi('/app/configuration/simulator');

/** The form, and below it what came of it. */
export function Simulator({ saved }: { saved: SavedSimulationSettings }) {
  const { id } = route.useSearch();
  const { query, start, cancel } = useSimulation(id);
  const [edited, setEdited] = useState<Partial<Draft>>({});

  const simulation = id === undefined ? undefined : query.data;
  const draft = { ...startingPoint(saved, simulation), ...edited };
  const run = (changes: Partial<Draft> = {}) =>
    start.mutate(
      requestOf({ ...draft, ...changes }, saved.jail, saved.settings, Math.floor(Date.now() / 1000)),
    );
  const zoom = (from: number, to: number) => {
    const window = { from, to };
    setEdited((before) => ({ ...before, window }));
    run({ window });
  };

  return (
    <>
      <SettingsForm
        saved={saved}
        draft={draft}
        isBusy={start.isPending || simulation?.state === 'running'}
        onEdit={(changes) => setEdited((before) => ({ ...before, ...changes }))}
        onRun={() => run()}
      />
      {id !== undefined && query.error && !simulation && (
        <Panel>
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        </Panel>
      )}
      {simulation && <Outcome simulation={simulation} cancel={cancel} onZoom={zoom} />}
    </>
  );
}

/** A simulation that is found again brings its settings along. */
function startingPoint(saved: SavedSimulationSettings, simulation: Simulation | undefined): Draft {
  if (simulation === undefined) return draftOf(saved.settings, saved.logs[0] ?? '', 'all');
  const { proposed, log } = simulation.request;
  return draftOf({ ...saved.settings, ...proposed }, log, windowOf(simulation.request));
}
