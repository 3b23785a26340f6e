import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistorySubject, HistoryTopItem } from '../../api/types';
import { Amount } from '../../components/Amount';
import type { RangeSearch } from '../../components/time-range/time-range';
import { Growth } from './Growth';
import { TopDetail } from './TopDetail';
import { TopName } from './TopName';
import classes from './TopPanel.module.css';

export type TopSubject = Exclude<HistorySubject, 'jail'>;

interface Props {
  item: HistoryTopItem;
  by: TopSubject;
  range: RangeSearch;
  /** Of the bar, from 0 to 1. */
  share: number;
}

export function TopRow({ item, by, range, share }: Props) {
  const { t } = useTranslation('dashboard');
  const { bans, previousBans } = item;
  return (
    <div className={classes.row}>
      <span className={classes.name}>
        <TopName item={item} by={by} range={range} />
      </span>
      <span className={classes.bans}>
        <span aria-hidden>
          <Amount value={bans} />
        </span>
        <VisuallyHidden>{t('bansOf', { count: bans })}</VisuallyHidden>
      </span>
      <span className={classes.detail}>
        <TopDetail item={item} by={by} />
      </span>
      <span className={classes.growth}>
        {previousBans !== null && <Growth now={bans} before={previousBans} />}
      </span>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </div>
  );
}
