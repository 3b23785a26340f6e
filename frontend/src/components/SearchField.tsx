import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './SearchField.module.css';

interface Props {
  label: string;
  placeholder: string;
  /** What is searched for now. */
  value: string;
  onSearch: (text: string) => void;
  icon?: ReactNode;
  maxLength?: number;
  /** What is wrong with a text that is then not searched for, in words. */
  problemOf?: (text: string) => string | null;
  /** `/` leads here from anywhere on the page but a dialog. */
  isMain?: boolean;
}

const pauseMs = 200;

/** Searches while one types. */
export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
  icon,
  maxLength,
  problemOf,
  isMain = false,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);

  const search = useDebouncedCallback((typed: string) => {
    const wanted = typed.trim();
    const found = problemOf?.(wanted) ?? null;
    setProblem(found);
    if (found !== null) return;
    sent.current = wanted;
    onSearch(wanted);
  }, pauseMs);

  // Follows the address bar, but not its own echo, which would undo what was typed since.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
    setProblem(null);
  }, [value]);

  const jumpHere = () => {
    if (document.querySelector('[aria-modal="true"]') === null) input.current?.focus();
  };
  useHotkeys(isMain ? [['/', jumpHere]] : []);

  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      aria-keyshortcuts={isMain ? '/' : undefined}
      placeholder={placeholder}
      maxLength={maxLength}
      error={problem}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      leftSection={icon ?? <IconSearch size={16} aria-hidden />}
      rightSection={isMain && text === '' && <Kbd aria-hidden>/</Kbd>}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: classes.input ?? '' }}
    />
  );
}
