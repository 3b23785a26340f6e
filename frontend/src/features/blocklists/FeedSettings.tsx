import { Skeleton, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { feedQuery } from '../../api/blocklist-queries';
import { Failure } from '../../components/Failure';
import { FeedAddress } from './FeedAddress';
import { FeedNetworks } from './FeedNetworks';
import classes from './FeedSettings.module.css';
import { useFeed } from './use-feed';

/** Whether, how and to whom the compiled set is given. */
export function FeedSettings() {
  const { t } = useTranslation('blocklists');
  const { data: feed, error, refetch } = useQuery(feedQuery);
  const change = useFeed();
  if (error && !feed) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!feed) {
    return (
      <Stack gap="md">
        <Skeleton height={20} width={320} />
        <Skeleton height={36} maw={600} />
      </Stack>
    );
  }
  const wanted = change.isPending ? { ...feed, ...change.variables } : feed;
  return (
    <div className={classes.settings}>
      <Switch
        label={t('feed.enabled')}
        description={t('feed.enabledHint')}
        checked={wanted.enabled}
        onChange={(event) => change.mutate({ enabled: event.currentTarget.checked })}
      />
      <FeedAddress feed={feed} onRenew={() => change.mutate({ renewToken: true })} />
      <Switch
        label={t('feed.includeBans')}
        checked={wanted.includeBans}
        onChange={(event) => change.mutate({ includeBans: event.currentTarget.checked })}
      />
      <FeedNetworks
        key={feed.networks.join(',')}
        networks={feed.networks}
        isPending={change.isPending}
        onSave={(networks) => change.mutate({ networks })}
      />
    </div>
  );
}
