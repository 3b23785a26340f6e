import { Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BanPage } from '../../api/types';
import { ButtonLink } from '../../components/links';
import classes from './Pager.module.css';
import { type BansSearch, fromTheStart } from './search';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages turned since the first, for the way back. */
    trail?: string[];
  }
}

interface Props {
  search: BansSearch;
  page: BanPage | undefined;
  pageSize: number;
}

/** Turns pages. The server knows the way forward; the way back is remembered in the history. */
export function Pager({ search, page, pageSize }: Props) {
  const { t } = useTranslation();
  const trail = useLocation({ select: (location) => location.state.trail ?? [] });
  if (!page || (page.nextCursor === null && !search.cursor)) return null;

  const number = search.page ?? 1;
  const first = (number - 1) * pageSize + 1;
  const start = fromTheStart(search);
  const before = trail.at(-2);
  const isBackKnown = trail.length > 1 && before !== undefined;

  return (
    <nav className={classes.pager} aria-label={t('pager.label')}>
      <span className={`num ${classes.range}`}>
        {t('pager.range', { first, last: first + page.items.length - 1, total: page.total })}
      </span>
      <Group gap="xs">
        {number > 1 && (
          <ButtonLink
            to="/bans"
            search={isBackKnown ? { ...start, cursor: before, page: number - 1 } : start}
            state={{ trail: trail.slice(0, -1) }}
            variant="default"
            leftSection={<IconChevronLeft size={16} aria-hidden />}
          >
            {isBackKnown || number === 2 ? t('pager.previous') : t('pager.first')}
          </ButtonLink>
        )}
        {page.nextCursor !== null && (
          <ButtonLink
            to="/bans"
            search={{ ...start, cursor: page.nextCursor, page: number + 1 }}
            state={{ trail: [...trail, page.nextCursor] }}
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
