import { Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import classes from './Pager.module.css';
import { fromTheStart } from './search';
import type { PastBans } from './use-history';

/** Turns pages. The server knows the way forward; the way back is remembered in the browser's history. */
export function Pager({ bans, total }: { bans: PastBans; total: number | undefined }) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('history');
  const trail = useLocation({ select: (location) => location.state.trail ?? [] });
  const { search, events, nextCursor, pageSize } = bans;
  const canGoOn = nextCursor !== null && bans.searchedTo === null;
  if (!events || (!canGoOn && !search.cursor)) return null;

  const number = search.page ?? 1;
  const first = (number - 1) * pageSize + 1;
  const last = first + events.length - 1;
  const start = fromTheStart(search);
  const before = trail.at(-2);
  const isBackKnown = trail.length > 1 && before !== undefined;

  return (
    <nav className={classes.pager} aria-label={t('pager.label')}>
      <span className={`num ${classes.range}`}>
        {total === undefined
          ? words('pager.range', { first, last })
          : t('pager.range', { first, last, total })}
      </span>
      <Group gap="xs">
        {number > 1 && (
          <ButtonLink
            to="/history"
            search={isBackKnown ? { ...start, cursor: before, page: number - 1 } : start}
            state={{ trail: trail.slice(0, -1) }}
            variant="default"
            leftSection={<IconChevronLeft size={16} aria-hidden />}
          >
            {isBackKnown || number === 2 ? t('pager.previous') : t('pager.first')}
          </ButtonLink>
        )}
        {canGoOn && (
          <ButtonLink
            to="/history"
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
