import { Autocomplete, NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegexTestChoices } from '../../api/types';
import { Panel } from '../../components/Panel';
import type { Draft, DraftChange } from './draft';
import classes from './Lab.module.css';

interface Props {
  draft: Draft;
  choices: RegexTestChoices;
  onChange: (changes: DraftChange) => void;
}

const kinds = ['file', 'lines'] as const;
const longestLines = 1_000_000;

/** Which log: a file of the server's, or lines from wherever they are. */
export function LogPanel({ draft, choices, onChange }: Props) {
  const { t } = useTranslation('regexLab');
  return (
    <Panel
      title={t('log.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('log.from')}
          value={draft.logFrom}
          onChange={(logFrom) => onChange({ logFrom })}
          data={kinds.map((value) => ({ value, label: t(`log.${value}`) }))}
        />
      }
    >
      {draft.logFrom === 'lines' ? (
        <Textarea
          label={t('log.linesLabel')}
          description={t('log.linesHint')}
          placeholder="2026-11-25 09:00:01 host sshd[123]: Invalid user admin from 203.0.113.7 port 4242"
          value={draft.lines}
          maxLength={longestLines}
          onChange={(event) => onChange({ lines: event.currentTarget.value })}
          rows={12}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: classes.code ?? '' }}
        />
      ) : (
        <LogFileFields draft={draft} choices={choices} onChange={onChange} />
      )}
    </Panel>
  );
}

function LogFileFields({ draft, choices, onChange }: Props) {
  const { t } = useTranslation('regexLab');
  const files = [...new Set(choices.jails.flatMap(({ logFiles }) => logFiles))];
  return (
    <div className={classes.fields}>
      <Autocomplete
        label={t('log.path')}
        description={t('log.pathHint')}
        placeholder="/var/log/auth.log"
        data={files}
        value={draft.file}
        onChange={(file) => onChange({ file })}
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
      />
      <NumberInput
        label={t('log.newest')}
        description={t('log.newestHint')}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        value={draft.newest}
        onChange={(value) => onChange({ newest: typeof value === 'number' ? value : '' })}
      />
    </div>
  );
}
