import { Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from './links';
import classes from './Pager.module.css';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages turned since the first, for the way back. */
    trail?: string[];
  }
}

/** Where a page of a list starts, as the server called it, and its number for the reader. */
export interface PageSearch {
  cursor?: string;
  page?: number;
}

interface Props<Search extends PageSearch> {
  to: '/bans' | '/history';
  search: Search;
  /** Of the page after this one; null on the last. */
  nextCursor: string | null;
  /** Which of how many. */
  children: ReactNode;
}

/** Turns pages. The server knows the way forward; the way back is remembered in the browser's history. */
export function Pager<Search extends PageSearch>({ to, search, nextCursor, children }: Props<Search>) {
  const { t } = useTranslation();
  const trail = useLocation({ select: (location) => location.state.trail ?? [] });
  if (nextCursor === null && !search.cursor) return null;

  const { cursor: _cursor, page: number = 1, ...start } = search;
  const before = trail.at(-2);
  const isBackKnown = trail.length > 1 && before !== undefined;

  return (
    <nav className={classes.pager} aria-label={t('pager.label')}>
      <span className={`num ${classes.range}`}>{children}</span>
      <Group gap="xs">
        {number > 1 && (
          <ButtonLink
            to={to}
            search={isBackKnown ? { ...start, cursor: before, page: number - 1 } : start}
            state={{ trail: trail.slice(0, -1) }}
            variant="default"
            leftSection={<IconChevronLeft size={16} aria-hidden />}
          >
            {isBackKnown || number === 2 ? t('pager.previous') : t('pager.first')}
          </ButtonLink>
        )}
        {nextCursor !== null && (
          <ButtonLink
            to={to}
            search={{ ...start, cursor: nextCursor, page: number + 1 }}
            state={{ trail: [...trail, nextCursor] }}
            variant="default"
            rightSection={<IconChevronRight size={16} aria-hidden />}
          >
            {t('pager.next')}
          </ButtonLink>
        )}
      </Group>
    </nav>
  );
}
