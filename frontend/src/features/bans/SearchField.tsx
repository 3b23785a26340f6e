import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SearchField.module.css';
import { withFilter } from './search';

/** Searches while one types; `/` leads here from anywhere on the page but a dialog. */
export function SearchField({ value }: { value: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/bans' });
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const [text, setText] = useState(value);

  const search = useDebouncedCallback((wanted: string) => {
    sent.current = wanted.trim();
    void navigate({ search: (before) => withFilter(before, 'q', wanted.trim()), replace: true });
  }, 200);

  // Follows the address bar, but not its own echo, which would undo what was typed since.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  useHotkeys([
    [
      '/',
      () => {
        if (document.querySelector('[aria-modal="true"]') === null) input.current?.focus();
      },
    ],
  ]);

  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={t('bans.search')}
      aria-keyshortcuts="/"
      placeholder={t('bans.searchPlaceholder')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text === '' && <Kbd aria-hidden>/</Kbd>}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: classes.input ?? '' }}
    />
  );
}
