import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isListUrl, type SourceFieldProps } from './source-draft';

export function ListUrlField({ draft, onChange }: SourceFieldProps) {
  const { t } = useTranslation('blocklists');
  const isWrong = draft.url.trim() !== '' && !isListUrl(draft.url);
  return (
    <TextInput
      label={t('form.url')}
      placeholder="https://lists.example.org/attackers.txt"
      inputMode="url"
      value={draft.url}
      maxLength={2_000}
      onChange={(event) => onChange({ url: event.currentTarget.value })}
      error={isWrong && t('form.urlWrong')}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      spellCheck={false}
      autoComplete="off"
      data-autofocus
    />
  );
}
