import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemText } from '../../components/ProblemText';
import { CapsFields } from './CapsFields';
import { FormatField } from './FormatField';
import { ListPreview } from './ListPreview';
import { ListTextField } from './ListTextField';
import { ListUrlField } from './ListUrlField';
import { ScheduleField } from './ScheduleField';
import { hasContent, nameOf, type SourceDraft, type SourceKind } from './source-draft';
import { usePreview } from './use-preview';

interface Props {
  kind: SourceKind;
  start: SourceDraft;
  /** An existing source; a pasted one keeps its text. */
  isSaved?: boolean;
  submit: string;
  isPending: boolean;
  error: Error | null;
  onChange: () => void;
  onSubmit: (draft: SourceDraft) => void;
}

/** A list by its address or as text, with a look into it before it is saved. */
export function SourceForm({
  kind,
  start,
  isSaved = false,
  submit,
  isPending,
  error,
  onChange,
  onSubmit,
}: Props) {
  const { t } = useTranslation('blocklists');
  const [draft, setDraft] = useState(start);
  const preview = usePreview(draft, kind);
  const change = (changes: Partial<SourceDraft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    onChange();
    preview.reset();
  };
  const canLook = hasContent(draft, kind);
  const hasSchedule = kind === 'text' || draft.schedule !== 'own' || draft.ownCron.trim() !== '';
  const isReady = (canLook || (isSaved && kind === 'text')) && nameOf(draft) !== '' && hasSchedule;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSubmit(draft);
      }}
    >
      <Stack gap="md">
        {kind === 'url' ? (
          <ListUrlField draft={draft} onChange={change} />
        ) : (
          <ListTextField draft={draft} isSaved={isSaved} onChange={change} />
        )}
        <TextInput
          label={t('form.name')}
          placeholder={nameOf({ ...draft, name: '' })}
          value={draft.name}
          maxLength={100}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <FormatField draft={draft} onChange={change} />
        {kind === 'url' && <ScheduleField draft={draft} onChange={change} />}
        <CapsFields draft={draft} onChange={change} />
        {preview.error && <ProblemText error={preview.error} />}
        {preview.data && <ListPreview preview={preview.data} />}
        {error && <ProblemText error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            disabled={!canLook}
            loading={preview.isPending}
            onClick={() => preview.mutate()}
          >
            {t('form.preview')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
