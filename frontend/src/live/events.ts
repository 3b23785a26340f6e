import type { QueryClient } from '@tanstack/react-query';
import { refreshAddresses } from '../api/address-queries';
import { blocklistsKey, runsQuery, schedulerQuery } from '../api/blocklist-queries';
import { api } from '../api/client';
import { historyKey } from '../api/history-queries';
import { allowListQuery, jailsQuery, latestBansLimit, latestBansQuery, serverQuery } from '../api/queries';
import { truthCheckQuery } from '../api/truth-queries';
import type { Ban, BanPage, BlocklistRun, JailSummary, SchedulerState, Server } from '../api/types';
import { adoptServerTime } from '../time/clock';
import { withRun } from './blocklist-runs';
import { setConnection } from './connection';
import { openEventStream } from './event-stream';

const patienceMs = 2_500;
const listRefreshMs = 600;
/** What comes together is shown together. */
const soonMs = 50;
/** Numbers over years need not dance with every ban. */
const historyRefreshMs = 3_000;

/**
 * Keeps the query cache true from the server's event stream until the returned function is called.
 * A break resumes where it stopped; where that is not possible everything on screen is fetched again.
 */
export function followEvents(queryClient: QueryClient, onSessionEnd: () => void): () => void {
  let concern: ReturnType<typeof setTimeout> | undefined;

  const refreshLists = paced(listRefreshMs, () => {
    // The latest bans too: an event may have overtaken the answer that was on its way.
    void queryClient.invalidateQueries({ queryKey: ['bans'] });
    void refreshAddresses(queryClient);
    // What cannot be shown, such as a jail that does not exist, is not asked for again and again.
    void queryClient.invalidateQueries({
      queryKey: ['jail'],
      predicate: ({ state }) => state.status === 'success',
    });
  });
  const refreshHistory = paced(historyRefreshMs, () => {
    void queryClient.invalidateQueries({ queryKey: historyKey });
    void refreshAddresses(queryClient);
  });

  const handlers: Record<string, (data: never) => void> = {
    server(server: Server) {
      const before = queryClient.getQueryData(serverQuery.queryKey);
      adoptServerTime(server.time);
      queryClient.setQueryData(serverQuery.queryKey, server);
      if (before && before.fail2ban.state !== server.fail2ban.state) void queryClient.invalidateQueries();
    },
    jails(jails: { items: JailSummary[] }) {
      queryClient.setQueryData(jailsQuery.queryKey, jails);
      refreshLists.request();
    },
    ban(ban: Ban) {
      queryClient.setQueryData(latestBansQuery.queryKey, (page) => page && withBan(page, ban));
      refreshLists.request();
    },
    unban({ jail, address }: { jail: string; address: string }) {
      queryClient.setQueryData(latestBansQuery.queryKey, (page) => page && withoutBan(page, jail, address));
      refreshLists.request();
      // How a ban ended is part of the past, and only new bans are told as such.
      refreshHistory.request();
    },
    allow_list() {
      void queryClient.invalidateQueries({ queryKey: allowListQuery.queryKey });
      void refreshAddresses(queryClient);
    },
    blocklist_run(run: BlocklistRun) {
      queryClient.setQueryData(runsQuery.queryKey, (runs) => runs && withRun(runs, run));
    },
    blocklists() {
      void queryClient.invalidateQueries({ queryKey: blocklistsKey });
    },
    scheduler(state: SchedulerState) {
      queryClient.setQueryData(schedulerQuery.queryKey, state);
    },
    truth_check() {
      void queryClient.invalidateQueries({ queryKey: truthCheckQuery.queryKey });
    },
    history: refreshHistory.request,
    reset() {
      void queryClient.invalidateQueries();
    },
  };

  const stream = openEventStream({ path: '/api/v1/events' }, Object.keys(handlers), {
    onOpen(isResumed) {
      clearTimeout(concern);
      concern = undefined;
      setConnection('open');
      // That the archive has grown is told to those who are there, not to those who come back.
      if (isResumed) refreshHistory.request();
    },
    onLost() {
      concern ??= setTimeout(() => setConnection('lost'), patienceMs);
    },
    async onRefused() {
      // An event stream does not tell why it was refused, so ask.
      const status = await api.GET('/api/v1/auth/session').then(
        ({ response }) => response.status,
        () => 0,
      );
      if (status === 401) onSessionEnd();
    },
    onEvent: (name, data) => handlers[name]?.(JSON.parse(data) as never),
  });

  return () => {
    stream.close();
    clearTimeout(concern);
    for (const each of [refreshLists, refreshHistory]) each.cancel();
    setConnection('connecting');
  };
}

/** Does what is asked for soon, and what is asked for often once in a while. */
function paced(pauseMs: number, work: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let doneAt = Number.NEGATIVE_INFINITY;
  return {
    request() {
      const waitMs = Math.max(soonMs, pauseMs - (performance.now() - doneAt));
      timer ??= setTimeout(() => {
        timer = undefined;
        doneAt = performance.now();
        work();
      }, waitMs);
    },
    cancel: () => clearTimeout(timer),
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
