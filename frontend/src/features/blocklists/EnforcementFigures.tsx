import { useTranslation } from 'react-i18next';
import type { BlocklistEnforcement } from '../../api/types';
import { Amount } from '../../components/Amount';
import { Bytes } from '../../components/Bytes';
import { Figure } from '../../components/Figure';
import classes from '../../components/Figures.module.css';
import { useLocale } from '../../i18n/use-locale';
import { exactTime } from '../../time/words';
import { sumsOf } from './amounts';
import { Covered } from './Covered';

export function EnforcementFigures({ enforcement }: { enforcement: BlocklistEnforcement | undefined }) {
  const { t } = useTranslation('blocklists');
  const isInForce = enforcement?.state === 'enforced';
  const counts = (isInForce ? enforcement.counts : null) ?? enforcement?.current?.counts;
  const sums = counts && sumsOf(counts);
  const isCounted = enforcement?.driver !== 'off';
  return (
    <dl className={classes.figures}>
      <Figure
        label={t(isInForce || !enforcement ? 'figure.entries' : 'figure.entriesCompiled')}
        value={enforcement && <Amount value={sums?.all ?? 0} />}
      >
        {sums && t('figure.families', { v4: sums.v4, v6: sums.v6 })}
      </Figure>
      <Figure
        label={t('figure.covered')}
        value={enforcement && <Covered addresses={enforcement.current?.addresses ?? 0} />}
      >
        {sums && t('figure.kinds', { single: sums.single, networks: sums.networks })}
      </Figure>
      <Figure
        label={t('figure.packets')}
        value={enforcement && <Amount value={isCounted ? enforcement.stopped.packets : null} />}
      >
        <Since at={enforcement?.stopped.since ?? null} />
      </Figure>
      <Figure
        label={t('figure.bytes')}
        value={enforcement && <Bytes value={isCounted ? enforcement.stopped.bytes : null} />}
      >
        <Since at={enforcement?.stopped.since ?? null} />
      </Figure>
    </dl>
  );
}

function Since({ at }: { at: number | null }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  if (at === null) return t('figure.sinceNever');
  return (
    <span title={exactTime(at, locale)}>
      {t('figure.since', {
        when: new Date(at * 1000).toLocaleDateString(locale, { dateStyle: 'medium' }),
      })}
    </span>
  );
}
