import { IconZoomQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Simulation, SimulationResult } from '../../api/types';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { useLocale } from '../../i18n/use-locale';
import { Numbers } from './Numbers';
import { People } from './People';
import { Timelines } from './Timelines';
import { Warnings } from './Warnings';

interface Props {
  simulation: Simulation;
  result: SimulationResult;
  onZoom: (from: number, to: number) => void;
}

/** Today's setting and the other one, side by side; whom one should not ban comes first. */
export function Result({ simulation: { request }, result, onZoom }: Props) {
  const { t } = useTranslation('simulator');
  const locale = useLocale();
  const { firstFailureAt, lastFailureAt } = result;
  if (firstFailureAt === null || lastFailureAt === null) {
    return (
      <Panel>
        <Quiet icon={<IconZoomQuestion />} title={t('result.nothing', { log: request.log })}>
          {t('result.nothingDetail')}
        </Quiet>
      </Panel>
    );
  }
  const span = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).formatRange(
    firstFailureAt * 1000,
    lastFailureAt * 1000,
  );
  return (
    <>
      <Warnings warnings={result.warnings} />
      <Panel title={t('result.title')} aside={span} isFlush>
        <Numbers result={result} />
      </Panel>
      <Timelines timeline={result.timeline} onZoom={onZoom} />
      <People addresses={result.addresses} total={result.addressesTotal} />
    </>
  );
}
