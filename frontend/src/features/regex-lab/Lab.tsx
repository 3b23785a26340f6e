import { Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegexTestChoices } from '../../api/types';
import { Failure } from '../../components/Failure';
import { Panel } from '../../components/Panel';
import { ProblemText } from '../../components/ProblemText';
import { type DraftChange, draftFrom, isComplete } from './draft';
import { FilterPanel } from './FilterPanel';
import classes from './Lab.module.css';
import { LogPanel } from './LogPanel';
import type { RegexLabSearch } from './search';
import { TestResult } from './TestResult';
import { useTest } from './use-test';

interface Props {
  search: RegexLabSearch;
  choices: RegexTestChoices;
}

export function Lab({ search, choices }: Props) {
  const { t } = useTranslation('regexLab');
  const [draft, setDraft] = useState(() => draftFrom(search, choices));
  const change = (changes: DraftChange) => setDraft((before) => ({ ...before, ...changes }));
  const { test, error, retry, start, cancel } = useTest(search);
  const canStart = isComplete(draft) && !start.isPending && test?.state !== 'running';
  const run = () => canStart && start.mutate(draft);
  // In the fields too, where one is most likely to be.
  useHotkeys([['mod+Enter', () => void run()]], []);

  return (
    <form
      className={classes.lab}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={classes.question}>
        <FilterPanel
          draft={draft}
          choices={choices}
          wrong={test?.result?.error?.expression ?? null}
          onChange={change}
        />
        <LogPanel draft={draft} choices={choices} onChange={change} />
      </div>
      <div className={classes.actions}>
        <Button
          type="submit"
          disabled={!canStart}
          loading={start.isPending}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
        >
          {t('run')}
        </Button>
        <span className={classes.key}>
          <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">↵</Kbd>
        </span>
        {start.error && <ProblemText error={start.error} />}
      </div>
      {error && (
        <Panel>
          <Failure error={error} onRetry={retry} />
        </Panel>
      )}
      {test && !error && (
        <TestResult
          test={test}
          search={search}
          isEnding={cancel.isPending}
          onCancel={() => cancel.mutate(test.id)}
        />
      )}
    </form>
  );
}
