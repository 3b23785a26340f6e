import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './SearchState.module.css';
import type { PastBans } from './use-history';

/** How far back a search in log lines got, and the way further. */
export function SearchState({ bans }: { bans: PastBans }) {
  const { t } = useTranslation('history');
  const { searchedTo, isSearching, searchOn } = bans;
  if (searchedTo === null) return null;
  return (
    <div className={classes.state} role="status">
      {isSearching && <Loader size={14} aria-hidden />}
      <span>
        {t(isSearching ? 'searching' : 'searched')} <RelativeTime at={searchedTo} />
      </span>
      {!isSearching && (
        <Button size="compact-sm" variant="default" onClick={searchOn}>
          {t('searchOn')}
        </Button>
      )}
    </div>
  );
}
