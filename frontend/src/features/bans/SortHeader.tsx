import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './SortHeader.module.css';
import { type BansSearch, fromTheStart } from './search';

type Column = 'address' | 'jail' | 'bannedAt' | 'expiresAt';

interface Props {
  search: BansSearch;
  column: Column;
  label: string;
}

/** A column's heading that orders by it, and the other way round when it already does. */
export function SortHeader({ search, column, label }: Props) {
  const sort = search.sort ?? '-bannedAt';
  const direction = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none';
  // Of moments, the newest interest first.
  const first = column === 'bannedAt' ? (`-${column}` as const) : column;
  const reverse = sort === column ? (`-${column}` as const) : column;
  const next = direction === 'none' ? first : reverse;
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;

  return (
    <th scope="col" aria-sort={direction}>
      <Link
        to="/bans"
        search={{ ...fromTheStart(search), sort: next }}
        className={classes.sort}
        data-sorted={direction !== 'none' || undefined}
        replace
      >
        {label}
        <Arrow size={13} aria-hidden className={classes.arrow} />
      </Link>
    </th>
  );
}
