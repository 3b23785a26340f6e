import { Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { triedLines } from '../../../api/regex-test-queries';
import type { RegexTestOutcome } from '../../../api/types';
import { LogLines } from '../../../components/LogLines';
import { TextLink } from '../../../components/links';
import { Notice } from '../../../components/Notice';
import { ProblemText } from '../../../components/ProblemText';
import { visibleText } from '../../../components/visible-text';
import classes from './Catalogue.module.css';
import { useTrial } from './use-trial';

interface Props {
  filter: string;
  file: string;
}

/** What the filter finds at the end of a log, tried without being asked to. */
export function Trial({ filter, file }: Props) {
  const { t } = useTranslation('configuration');
  const { test, error } = useTrial(filter, file);
  if (error) return <ProblemText error={error} />;
  if (!test || test.state === 'running')
    return (
      <p className={classes.hint} role="status">
        <Loader size={14} /> {t('catalogue.trying', { count: triedLines })}
      </p>
    );
  const words = test.result?.error?.message ?? test.problem;
  if (test.result === null || words !== null)
    return (
      <Notice tone="warn" icon={<IconAlertTriangle size={18} />} title={t('catalogue.notTried')}>
        {words && visibleText(words)}
      </Notice>
    );
  return (
    <>
      <Found outcome={test.result} />
      <TextLink
        to="/configuration/regex-lab"
        search={{ filter, log: file, newest: triedLines }}
        className={classes.lab ?? ''}
      >
        {t('catalogue.lab')}
      </TextLink>
    </>
  );
}

const shownLines = 5;

function Found({ outcome: { counts, lines } }: { outcome: RegexTestOutcome }) {
  const { t } = useTranslation('configuration');
  if (counts.matched === 0)
    return (
      <Notice tone="warn" icon={<IconAlertTriangle size={18} />} title={t('catalogue.nothingMatched')}>
        {t(counts.tested === 0 ? 'catalogue.emptyLog' : 'catalogue.nothingMatchedWords', {
          count: counts.tested,
        })}
      </Notice>
    );
  const matched = lines.filter(({ state }) => state === 'matched').slice(-shownLines);
  return (
    <div role="status">
      <LogLines
        words={t('catalogue.counts', { count: counts.matched, missed: counts.missed, tested: counts.tested })}
        label={t('catalogue.matchedLines')}
        lines={matched.map(({ text }) => visibleText(text))}
      />
    </div>
  );
}
