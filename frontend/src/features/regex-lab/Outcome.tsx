import { useTranslation } from 'react-i18next';
import type { RegexTestOutcome } from '../../api/types';
import { Panel } from '../../components/Panel';
import { ExpressionsTable } from './ExpressionsTable';
import { LinesPanel } from './LinesPanel';
import classes from './Outcome.module.css';
import { Seconds } from './Seconds';
import type { RegexLabSearch } from './search';
import { Verdicts } from './Verdicts';

interface Props {
  outcome: RegexTestOutcome;
  search: RegexLabSearch;
}

/** What a test has found: first what is wrong, then each expression, then each line. */
export function Outcome({ outcome, search }: Props) {
  const { t } = useTranslation('regexLab');
  const { counts, expressions, dateTemplates } = outcome;
  return (
    <>
      {outcome.error === null && <Summary outcome={outcome} />}
      <Verdicts outcome={outcome} />
      {expressions.length > 0 && (
        <Panel title={t('expressions.title')} isFlush>
          <ExpressionsTable expressions={expressions} tested={counts.tested} search={search} />
        </Panel>
      )}
      {dateTemplates.length > 0 && (
        <Panel title={t('dates.title')}>
          <ul className={classes.dates}>
            {dateTemplates.map(({ name, hits }) => (
              <li key={name}>
                {t('dates.hits', { count: hits })} <code className="mono">{name}</code>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {counts.tested > 0 && <LinesPanel outcome={outcome} search={search} />}
    </>
  );
}

function Summary({ outcome: { counts, seconds } }: Pick<Props, 'outcome'>) {
  const { t } = useTranslation('regexLab');
  return (
    <p className={classes.summary} role="status">
      <strong>{t('counts.matched', { count: counts.matched })}</strong>
      {' · '}
      {t('counts.ignored', { count: counts.ignored })}
      {' · '}
      {t('counts.missed', { count: counts.missed })}
      {' · '}
      {t('counts.tested', { count: counts.tested })}
      {counts.skipped > 0 && ` · ${t('counts.skipped', { count: counts.skipped })}`}
      {' · '}
      <Seconds value={seconds} />
    </p>
  );
}
