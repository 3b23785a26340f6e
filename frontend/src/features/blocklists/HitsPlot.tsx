import { VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistHits } from '../../api/types';
import { bytesInWords } from '../../components/bytes-in-words';
import { useLocale } from '../../i18n/use-locale';
import { HitsBars } from './HitsBars';
import classes from './HitsPlot.module.css';
import { HitsTable } from './HitsTable';
import { type HitsRange, plotMargin } from './hits-range';
import { spanInWords } from './span-words';

/** What was stopped, step by step. Pointer or arrow keys choose a step, and the line above reads it. */
export function HitsPlot({ hits, range }: { hits: BlocklistHits; range: HitsRange }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<number | null>(null);
  const { points, stepSeconds } = hits;
  const total = points.reduce((sum, { packets }) => sum + packets, 0);
  const totalBytes = points.reduce((sum, { bytes }) => sum + bytes, 0);

  const point = chosen === null ? undefined : points[chosen];
  const reading = point
    ? t('hits.at', {
        span: spanInWords(point.at, stepSeconds, locale),
        count: point.packets,
        bytes: bytesInWords(point.bytes, locale),
      })
    : total === 0
      ? t('hits.none')
      : t('hits.total', { count: total, bytes: bytesInWords(totalBytes, locale) });

  const follow = (event: PointerEvent<HTMLInputElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const inner = box.width - plotMargin.left;
    const share = (event.clientX - box.left - plotMargin.left) / inner;
    setChosen(Math.max(0, Math.min(points.length - 1, Math.floor(share * points.length))));
  };

  return (
    <>
      <p className={classes.reading}>{reading}</p>
      <div ref={ref} className={classes.plot}>
        <HitsBars hits={hits} range={range} width={width} chosen={chosen} />
        <input
          type="range"
          className={classes.reader}
          aria-label={t('hits.read')}
          aria-valuetext={reading}
          min={0}
          max={points.length - 1}
          value={chosen ?? points.length - 1}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
          onPointerMove={follow}
          onPointerLeave={() => setChosen(null)}
          onFocus={() => setChosen((before) => before ?? points.length - 1)}
          onBlur={() => setChosen(null)}
        />
      </div>
      <VisuallyHidden>
        <HitsTable hits={hits} />
      </VisuallyHidden>
    </>
  );
}
