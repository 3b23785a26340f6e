import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { basePath } from './api/base';
import { onSessionEnd } from './api/client';
import { Problem } from './api/problem';
import { queryClient, sessionQuery, setupQuery } from './api/queries';
import { readAboutSearch } from './features/about/search';
import { readAddressSearch } from './features/addresses/search';
import { readBansSearch } from './features/bans/search';
import { readBlocklistsSearch } from './features/blocklists/search';
import {
  readCatalogueSearch,
  readChangeSearch,
  readComparisonSearch,
  readConfigurationSearch,
  readFileSearch,
} from './features/configuration/search';
import { readDashboardSearch } from './features/dashboard/search';
import { readHistorySearch } from './features/history/search';
import { readLogSearch } from './features/logs/search';
import { readMapSearch } from './features/map/search';
import { readRegexLabSearch } from './features/regex-lab/search';
import { PageFailure } from './features/shell/PageFailure';
import { Shell } from './features/shell/Shell';
import { readSimulatorSearch } from './features/simulator/search';
import { withTexts } from './i18n/i18n';
import { onceReachable } from './live/once-reachable';

/** A page that is fetched when it is visited. The router reloads where that fails, so it must not see a lost connection. */
const page: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(onceReachable(load), name);

const root = createRootRoute();

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error;
      throw await wayIn(location.publicHref);
    }
  },
});

/** Where a visitor without a session belongs: the set-up while there is no account, else the login. */
async function wayIn(returnTo: string) {
  const setup = await queryClient.ensureQueryData(setupQuery);
  if (setup.required) return redirect({ to: '/setup' });
  return redirect({ to: '/login', search: returnTo === `${basePath}/` ? {} : { return: returnTo } });
}

const dashboard = createRoute({
  getParentRoute: () => app,
  path: '/',
  validateSearch: readDashboardSearch,
  component: page(() => import('./features/dashboard/DashboardPage'), 'DashboardPage'),
});

const map = createRoute({
  getParentRoute: () => app,
  path: '/map',
  validateSearch: readMapSearch,
  component: page(
    withTexts(() => import('./features/map/MapPage'), 'plot', 'map'),
    'MapPage',
  ),
});

const jails = createRoute({
  getParentRoute: () => app,
  path: '/jails',
  component: page(() => import('./features/jails/JailsPage'), 'JailsPage'),
});

const jail = createRoute({
  getParentRoute: () => app,
  path: '/jails/$jail',
  component: page(() => import('./features/jails/JailPage'), 'JailPage'),
});

const bans = createRoute({
  getParentRoute: () => app,
  path: '/bans',
  validateSearch: readBansSearch,
  component: page(() => import('./features/bans/BansPage'), 'BansPage'),
});

const allowList = createRoute({
  getParentRoute: () => app,
  path: '/allow-list',
  component: page(() => import('./features/allow-list/AllowListPage'), 'AllowListPage'),
});

const blocklists = createRoute({
  getParentRoute: () => app,
  path: '/blocklists',
  validateSearch: readBlocklistsSearch,
  component: page(
    withTexts(() => import('./features/blocklists/BlocklistsPage'), 'blocklists'),
    'BlocklistsPage',
  ),
});

const configuration = createRoute({
  getParentRoute: () => app,
  path: '/configuration',
  validateSearch: readConfigurationSearch,
  component: page(
    withTexts(() => import('./features/configuration/ConfigurationPage'), 'configuration'),
    'ConfigurationPage',
  ),
});

const configurationFile = createRoute({
  getParentRoute: () => app,
  path: '/configuration/files',
  validateSearch: readFileSearch,
  component: page(
    withTexts(() => import('./features/configuration/FilePage'), 'configuration'),
    'FilePage',
  ),
});

const newConfigurationFile = createRoute({
  getParentRoute: () => app,
  path: '/configuration/new-file',
  component: page(
    withTexts(() => import('./features/configuration/NewFilePage'), 'configuration'),
    'NewFilePage',
  ),
});

const configuredJail = createRoute({
  getParentRoute: () => app,
  path: '/configuration/jails/$jail',
  component: page(
    withTexts(() => import('./features/configuration/JailFormPage'), 'configuration'),
    'JailFormPage',
  ),
});

const newJail = createRoute({
  getParentRoute: () => app,
  path: '/configuration/new-jail',
  component: page(
    withTexts(() => import('./features/configuration/NewJailPage'), 'configuration'),
    'NewJailPage',
  ),
});

const catalogue = createRoute({
  getParentRoute: () => app,
  path: '/configuration/catalogue',
  validateSearch: readCatalogueSearch,
  component: page(
    withTexts(() => import('./features/configuration/catalogue/CataloguePage'), 'configuration'),
    'CataloguePage',
  ),
});

const configurationChange = createRoute({
  getParentRoute: () => app,
  path: '/configuration/changes/$id',
  validateSearch: readChangeSearch,
  component: page(
    withTexts(() => import('./features/configuration/ChangePage'), 'configuration'),
    'ChangePage',
  ),
});

const configurationVersion = createRoute({
  getParentRoute: () => app,
  path: '/configuration/versions',
  validateSearch: readComparisonSearch,
  component: page(
    withTexts(() => import('./features/configuration/ComparisonPage'), 'configuration'),
    'ComparisonPage',
  ),
});

const logs = createRoute({
  getParentRoute: () => app,
  path: '/logs',
  validateSearch: readLogSearch,
  component: page(
    withTexts(() => import('./features/logs/LogsPage'), 'plot', 'logs'),
    'LogsPage',
  ),
});

const history = createRoute({
  getParentRoute: () => app,
  path: '/history',
  validateSearch: readHistorySearch,
  component: page(
    withTexts(() => import('./features/history/HistoryPage'), 'plot', 'history'),
    'HistoryPage',
  ),
});

const address = createRoute({
  getParentRoute: () => app,
  path: '/addresses/$address',
  validateSearch: readAddressSearch,
  component: page(
    withTexts(() => import('./features/addresses/AddressPage'), 'plot', 'history', 'addresses'),
    'AddressPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: page(
    withTexts(() => import('./features/settings/SettingsPage'), 'settings'),
    'SettingsPage',
  ),
});

const about = createRoute({
  getParentRoute: () => app,
  path: '/about',
  validateSearch: readAboutSearch,
  component: page(
    withTexts(() => import('./features/about/AboutPage'), 'about'),
    'AboutPage',
  ),
});

const regexLab = createRoute({
  getParentRoute: () => app,
  path: '/configuration/regex-lab',
  validateSearch: readRegexLabSearch,
  component: page(
    withTexts(() => import('./features/regex-lab/RegexLabPage'), 'regexLab'),
    'RegexLabPage',
  ),
});

const simulator = createRoute({
  getParentRoute: () => app,
  path: '/configuration/simulator',
  validateSearch: readSimulatorSearch,
  component: page(
    withTexts(() => import('./features/simulator/SimulatorPage'), 'plot', 'simulator'),
    'SimulatorPage',
  ),
});

const unknown = createRoute({
  getParentRoute: () => app,
  path: '$',
  component: page(() => import('./features/shell/UnknownPage'), 'UnknownPage'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { return?: string } =>
    typeof search.return === 'string' ? { return: search.return } : {},
  beforeLoad: async () => {
    const setup = await queryClient.fetchQuery(setupQuery);
    if (setup.required) throw redirect({ to: '/setup' });
  },
  component: page(() => import('./features/auth/LoginPage'), 'LoginPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  beforeLoad: async () => {
    const setup = await queryClient.fetchQuery(setupQuery);
    if (!setup.required) throw redirect({ to: '/login' });
  },
  component: page(() => import('./features/setup/SetupPage'), 'SetupPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    app.addChildren([
      dashboard,
      map,
      jails,
      jail,
      bans,
      history,
      address,
      allowList,
      blocklists,
      configuration,
      configurationFile,
      newConfigurationFile,
      configuredJail,
      newJail,
      catalogue,
      configurationChange,
      configurationVersion,
      logs,
      settings,
      about,
      regexLab,
      simulator,
      unknown,
    ]),
    login,
    setup,
  ]),
  basepath: basePath || '/',
  // Plain `?jail=sshd&q=203.0.` instead of JSON: people read these links and type them.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ).toString();
    return text && `?${text}`;
  },
  // What a page does not know is no part of its state, whatever somebody has written there.
  search: { strict: true },
  // An IPv6 address stays legible.
  pathParamsAllowedCharacters: [':'],
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageFailure,
});

onSessionEnd(() => {
  const { pathname, publicHref } = router.latestLocation;
  if (pathname === '/login' || pathname === '/setup') return;
  queryClient.removeQueries();
  void router.navigate({ to: '/login', search: { return: publicHref } });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
