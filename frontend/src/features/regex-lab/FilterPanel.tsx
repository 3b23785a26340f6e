import { Autocomplete, SegmentedControl, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegexTestChoices, RegexTestOutcome } from '../../api/types';
import { Panel } from '../../components/Panel';
import type { Draft, DraftChange } from './draft';
import { FilterFieldsForm } from './FilterFieldsForm';
import classes from './Lab.module.css';

interface Props {
  draft: Draft;
  choices: RegexTestChoices;
  /** The expression that fail2ban refused last. */
  wrong: NonNullable<RegexTestOutcome['error']>['expression'];
  onChange: (changes: DraftChange) => void;
}

const kinds = ['stored', 'fields', 'text'] as const;
const longestText = 200_000;

/** Which filter: one of the server's, or one that is being written and reaches fail2ban by nothing done here. */
export function FilterPanel({ draft, choices, wrong, onChange }: Props) {
  const { t } = useTranslation('regexLab');
  const ofJails = choices.jails.flatMap(({ filter }) => (filter === null ? [] : [filter]));
  const names = [...new Set([...ofJails, ...choices.filters])];
  return (
    <Panel
      title={t('filter.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('filter.from')}
          value={draft.filterFrom}
          onChange={(filterFrom) => onChange({ filterFrom })}
          data={kinds.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      }
    >
      {draft.filterFrom === 'stored' && (
        <Autocomplete
          label={t('filter.name')}
          description={t('filter.nameHint')}
          placeholder="sshd[mode=aggressive]"
          data={names}
          limit={200}
          value={draft.filter}
          onChange={(filter) => onChange({ filter })}
          spellCheck={false}
          classNames={{ input: classes.code ?? '' }}
        />
      )}
      {draft.filterFrom === 'fields' && (
        <FilterFieldsForm
          fields={draft.fields}
          wrong={wrong}
          onChange={(fields) => onChange({ fields: { ...draft.fields, ...fields } })}
        />
      )}
      {draft.filterFrom === 'text' && (
        <Textarea
          label={t('filter.file')}
          description={t('filter.fileHint')}
          value={draft.text}
          maxLength={longestText}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
          rows={12}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: classes.code ?? '' }}
        />
      )}
    </Panel>
  );
}
