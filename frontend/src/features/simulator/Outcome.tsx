import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../api/types';
import { Notice } from '../../components/Notice';
import { Progress } from './Progress';
import { Result } from './Result';
import type { useSimulation } from './use-simulation';

interface Props {
  simulation: Simulation;
  cancel: ReturnType<typeof useSimulation>['cancel'];
  onZoom: (from: number, to: number) => void;
}

/** A simulation in whichever state it is. */
export function Outcome({ simulation, cancel, onZoom }: Props) {
  const { t } = useTranslation('simulator');
  const { state, result, problem } = simulation;
  if (result !== null) return <Result simulation={simulation} result={result} onZoom={onZoom} />;
  if (state === 'running') return <Progress simulation={simulation} cancel={cancel} />;
  if (state === 'cancelled') {
    return (
      <Notice tone="plain" icon={<IconPlayerStop size={18} />}>
        {t('cancelled')}
      </Notice>
    );
  }
  return (
    <Notice tone="warn" icon={<IconAlertTriangle size={18} />} title={t('failed')}>
      {problem}
    </Notice>
  );
}
