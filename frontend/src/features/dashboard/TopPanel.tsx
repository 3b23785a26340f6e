import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { topQuery } from '../../api/history-queries';
import { Failure } from '../../components/Failure';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import classes from './TopPanel.module.css';
import { TopRow, type TopSubject } from './TopRow';
import { usePast } from './use-past';

const shown = 6;

/** Who or what was banned most often. */
export function TopPanel({ title, by }: { title: string; by: TopSubject }) {
  const { t } = useTranslation('dashboard');
  const { question } = usePast();
  const { data: top, error, isPlaceholderData, refetch } = useQuery(topQuery(question, by, shown, true));
  const most = Math.max(1, top?.items[0]?.bans ?? 0);

  return (
    <Panel
      title={title}
      isFlush
      aside={
        <TextLink to="/history" search={question.range} inherit>
          {t('all')}
        </TextLink>
      }
    >
      {error && !top ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <ul className={classes.rows} data-stale={isPlaceholderData || undefined} aria-busy={!top}>
          {top?.items.map((item) => (
            <li key={item.key ?? ''}>
              <TopRow item={item} by={by} range={question.range} share={item.bans / most} />
            </li>
          ))}
          {top?.items.length === 0 && <li className={classes.none}>{t('none')}</li>}
          {!top &&
            Array.from({ length: shown }, (_, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
              <li key={row} className={classes.pending}>
                <Skeleton height={14} />
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}
