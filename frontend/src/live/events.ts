import type { QueryClient } from '@tanstack/react-query';
import { baseUrl } from '../api/base';
import { blocklistsKey, runsQuery, schedulerQuery } from '../api/blocklist-queries';
import { api } from '../api/client';
import { historyKey } from '../api/history-queries';
import { allowListQuery, jailsQuery, latestBansLimit, latestBansQuery, serverQuery } from '../api/queries';
import type { Ban, BanPage, BlocklistRun, JailSummary, SchedulerState, Server } from '../api/types';
import { adoptServerTime } from '../time/clock';
import { withRun } from './blocklist-runs';
import { setConnection } from './connection';

const longestPauseMs = 15_000;
const patienceMs = 2_500;
const listRefreshMs = 1_000;
/** Numbers over years need not dance with every ban. */
const historyRefreshMs = 3_000;

/**
 * Keeps the query cache true from the server's event stream until the returned function is called.
 * A short break resumes where it stopped; after a refusal everything on screen is fetched again.
 */
export function followEvents(queryClient: QueryClient, onSessionEnd: () => void): () => void {
  let source: EventSource | undefined;
  let attempts = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let concern: ReturnType<typeof setTimeout> | undefined;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  let historyRefresh: ReturnType<typeof setTimeout> | undefined;

  const refreshLists = () => {
    refresh ??= setTimeout(() => {
      refresh = undefined;
      // The latest bans too: an event may have overtaken the answer that was on its way.
      void queryClient.invalidateQueries({ queryKey: ['bans'] });
      // What cannot be shown, such as a jail that does not exist, is not asked for again and again.
      void queryClient.invalidateQueries({
        queryKey: ['jail'],
        predicate: ({ state }) => state.status === 'success',
      });
    }, listRefreshMs);
  };

  const refreshHistory = () => {
    historyRefresh ??= setTimeout(() => {
      historyRefresh = undefined;
      void queryClient.invalidateQueries({ queryKey: historyKey });
    }, historyRefreshMs);
  };

  const hear = <T>(name: string, handle: (data: T) => void) => {
    source?.addEventListener(name, (event: MessageEvent<string>) => handle(JSON.parse(event.data) as T));
  };

  const connect = () => {
    const isResumed = attempts > 0;
    source = new EventSource(`${baseUrl}/api/v1/events`);
    source.onopen = () => {
      clearTimeout(concern);
      concern = undefined;
      setConnection('open');
      // A new stream knows nothing of what the old one missed.
      if (isResumed) void queryClient.invalidateQueries();
      attempts = 0;
    };
    source.onerror = () => {
      concern ??= setTimeout(() => setConnection('lost'), patienceMs);
      // While CONNECTING the browser tries again by itself; CLOSED means that the server refused.
      if (source?.readyState === EventSource.CLOSED) void refused();
    };
    hear<Server>('server', (server) => {
      const before = queryClient.getQueryData(serverQuery.queryKey);
      adoptServerTime(server.time);
      queryClient.setQueryData(serverQuery.queryKey, server);
      if (before && before.fail2ban.state !== server.fail2ban.state) void queryClient.invalidateQueries();
    });
    hear<{ items: JailSummary[] }>('jails', (jails) => {
      queryClient.setQueryData(jailsQuery.queryKey, jails);
      refreshLists();
    });
    hear<Ban>('ban', (ban) => {
      queryClient.setQueryData(latestBansQuery.queryKey, (page) => page && withBan(page, ban));
      refreshLists();
    });
    hear<{ jail: string; address: string }>('unban', ({ jail, address }) => {
      queryClient.setQueryData(latestBansQuery.queryKey, (page) => page && withoutBan(page, jail, address));
      refreshLists();
    });
    hear('allow_list', () => void queryClient.invalidateQueries({ queryKey: allowListQuery.queryKey }));
    hear<BlocklistRun>('blocklist_run', (run) => {
      queryClient.setQueryData(runsQuery.queryKey, (runs) => runs && withRun(runs, run));
    });
    hear('blocklists', () => void queryClient.invalidateQueries({ queryKey: blocklistsKey }));
    hear<SchedulerState>('scheduler', (state) => {
      queryClient.setQueryData(schedulerQuery.queryKey, state);
    });
    hear('history', refreshHistory);
    hear('reset', () => void queryClient.invalidateQueries());
  };

  const refused = async () => {
    source?.close();
    source = undefined;
    attempts += 1;
    const pauseMs = Math.min(longestPauseMs, 500 * 2 ** attempts) * (0.75 + Math.random() / 2);
    retry = setTimeout(connect, pauseMs);
    // An event stream does not tell why it was refused, so ask.
    const status = await api.GET('/api/v1/auth/session').then(
      ({ response }) => response.status,
      () => 0,
    );
    if (status === 401) onSessionEnd();
  };

  connect();
  return () => {
    source?.close();
    for (const timer of [retry, concern, refresh, historyRefresh]) clearTimeout(timer);
    setConnection('connecting');
  };
}

function withBan(page: BanPage, ban: Ban): BanPage {
  const others = page.items.filter((each) => each.jail !== ban.jail || each.address !== ban.address);
  return {
    ...page,
    total: page.total + 1 - (page.items.length - others.length),
    items: [ban, ...others].slice(0, latestBansLimit),
  };
}

function withoutBan(page: BanPage, jail: string, address: string): BanPage {
  const items = page.items.filter((each) => each.jail !== jail || each.address !== address);
  return { ...page, total: page.total - (page.items.length - items.length), items };
}
