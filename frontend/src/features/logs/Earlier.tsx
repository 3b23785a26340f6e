import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './Earlier.module.css';
import type { WrittenLog } from './use-log';

/** The way further back, and how far a search has come. */
export function Earlier({ log }: { log: WrittenLog }) {
  const { t } = useTranslation('logs');
  const { lines, searchedToMs, hasEarlier, isFull, isLoadingEarlier, loadEarlier } = log;
  if (!lines || !(hasEarlier || isFull)) return null;
  if (isFull) return <p className={classes.earlier}>{t('full', { count: lines.length })}</p>;
  return (
    <div className={classes.earlier} role="status">
      {isLoadingEarlier && <Loader size={14} aria-hidden />}
      {searchedToMs !== null && (
        <span>
          {t('searched')} <RelativeTime at={searchedToMs / 1_000} />
        </span>
      )}
      {!isLoadingEarlier && (
        <Button size="compact-sm" variant="default" onClick={loadEarlier}>
          {searchedToMs === null ? t('earlier') : t('searchOn')}
        </Button>
      )}
    </div>
  );
}
