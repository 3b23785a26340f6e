import { Button, SegmentedControl } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegexTestOutcome } from '../../api/types';
import { Panel } from '../../components/Panel';
import classes from './LinesPanel.module.css';
import type { LinesView, RegexLabSearch } from './search';
import { shownLines } from './shown-lines';
import { TestedLine } from './TestedLine';

interface Props {
  outcome: RegexTestOutcome;
  search: RegexLabSearch;
}

const views = ['all', 'matched', 'ignored', 'missed'] as const;
const shownAtOnce = 200;

/** The lines themselves, each marked with what became of it. */
export function LinesPanel({ outcome, search }: Props) {
  const { t } = useTranslation('regexLab');
  const [most, setMost] = useState(shownAtOnce);
  const { view = 'all', of } = search;
  const lines = shownLines(outcome.lines, view, of);
  return (
    <Panel title={t('lines.title')} aside={<LinesChoice outcome={outcome} search={search} />} isFlush>
      {lines.length === 0 ? (
        <p className={classes.none}>{t('lines.none')}</p>
      ) : (
        <ol className={classes.lines}>
          {lines.slice(0, most).map((line) => (
            <TestedLine key={line.number} line={line} />
          ))}
        </ol>
      )}
      <div className={classes.foot}>
        {lines.length > most && (
          <Button variant="default" size="compact-sm" onClick={() => setMost(most + shownAtOnce)}>
            {t('lines.more', { count: Math.min(shownAtOnce, lines.length - most) })}
          </Button>
        )}
        {isBounded(outcome) && t('lines.bounded')}
      </div>
    </Panel>
  );
}

function LinesChoice({ outcome: { counts }, search: { view = 'all', of, ...rest } }: Props) {
  const { t } = useTranslation('regexLab');
  const navigate = useNavigate({ from: '/configuration/regex-lab' });
  const show = (chosen: LinesView) =>
    void navigate({
      search: { ...rest, ...(chosen !== 'all' && { view: chosen }) },
      replace: true,
      resetScroll: false,
    });
  if (of !== undefined) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFilterOff size={14} aria-hidden />}
        onClick={() => show('all')}
      >
        {t('lines.of', { name: of.replace('.', ' ') })}
      </Button>
    );
  }
  const countOf = { all: counts.tested, ...counts };
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('lines.show')}
      value={view}
      onChange={show}
      data={views.map((value) => ({ value, label: t(`lines.${value}`, { count: countOf[value] }) }))}
    />
  );
}

function isBounded({ lines, counts }: RegexTestOutcome): boolean {
  return lines.length < counts.tested + counts.skipped;
}
