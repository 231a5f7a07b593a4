import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';

import { auditFilters } from '../features/audit/auditFilters';
import { compareFilters } from '../features/compare/compareFilters';
import { deviceFilters } from '../features/devices/deviceFilters';
import { overviewFilters } from '../features/overview/overviewFilters';
import { fleetFilters } from '../features/sensors/fleetFilters';
import { reportFilters } from '../features/reports/reportFilters';
import { trafficFilters } from '../features/traffic/trafficFilters';
import { boardFilters } from '../features/violations/boardFilters';
import { ViolationsPage } from '../features/violations/ViolationsPage';
import { loadLaterMessages } from '../messages';
import { isText } from '../shared/isText';
import { NotFound } from '../shared/ui/NotFound';
import { Crash } from './Crash';
import { Home } from './Home';
import { partOf } from './partOf';
import { parseSearch, stringifySearch } from './search';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell });

/** A page that is not among the first, with what it says. */
function laterPart<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return () =>
    partOf(async () => {
      const [page] = await Promise.all([load(), loadLaterMessages()]);
      return page;
    });
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: overviewFilters,
  component: Home,
});

const violations = createRoute({
  getParentRoute: () => root,
  path: '/violations',
  validateSearch: boardFilters,
  component: ViolationsPage,
});

const alert = createRoute({
  getParentRoute: () => root,
  path: '/violations/$id',
  component: lazyRouteComponent(
    laterPart(() => import('../features/alert/AlertPage')),
    'AlertPage',
  ),
});

const devices = createRoute({
  getParentRoute: () => root,
  path: '/devices',
  validateSearch: deviceFilters,
  component: lazyRouteComponent(
    laterPart(() => import('../features/devices/DevicesPage')),
    'DevicesPage',
  ),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/devices/compare',
  validateSearch: compareFilters,
  component: lazyRouteComponent(
    laterPart(() => import('../features/compare/ComparePage')),
    'ComparePage',
  ),
});

const device = createRoute({
  getParentRoute: () => root,
  path: '/devices/$site/$device',
  component: lazyRouteComponent(
    laterPart(() => import('../features/device/DevicePage')),
    'DevicePage',
  ),
});

const traffic = createRoute({
  getParentRoute: () => root,
  path: '/traffic',
  validateSearch: trafficFilters,
  component: lazyRouteComponent(
    laterPart(() => import('../features/traffic/TrafficPage')),
    'TrafficPage',
  ),
});

/** Where the sites stood before the overview: links that people kept go on leading there. */
const sites = createRoute({
  getParentRoute: () => root,
  path: '/sites',
  validateSearch: overviewFilters,
  beforeLoad: ({ search }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- this is how the router is told to go elsewhere
    throw redirect({ to: '/', search, replace: true });
  },
});

const sensors = createRoute({
  getParentRoute: () => root,
  path: '/sensors',
  validateSearch: fleetFilters,
  component: lazyRouteComponent(
    laterPart(() => import('../features/sensors/SensorsPage')),
    'SensorsPage',
  ),
});

const newSensor = createRoute({
  getParentRoute: () => root,
  path: '/sensors/new',
  validateSearch: ({ site }: Record<string, unknown>): { site?: string } => (isText(site) ? { site } : {}),
  component: lazyRouteComponent(
    laterPart(() => import('../features/sensors/AddSensorPage')),
    'AddSensorPage',
  ),
});

const sensor = createRoute({
  getParentRoute: () => root,
  path: '/sensors/$site/$sensor',
  component: lazyRouteComponent(
    laterPart(() => import('../features/sensors/SensorPage')),
    'SensorPage',
  ),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportFilters,
  component: lazyRouteComponent(
    laterPart(() => import('../features/reports/ReportPage')),
    'ReportPage',
  ),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  component: lazyRouteComponent(
    laterPart(() => import('../features/policy/PolicyPage')),
    'PolicyPage',
  ),
});

const policyHistory = createRoute({
  getParentRoute: () => root,
  path: '/policy/history',
  component: lazyRouteComponent(
    laterPart(() => import('../features/policy/PolicyHistoryPage')),
    'PolicyHistoryPage',
  ),
});

const policyVersion = createRoute({
  getParentRoute: () => root,
  path: '/policy/history/$version',
  component: lazyRouteComponent(
    laterPart(() => import('../features/policy/PolicyVersionPage')),
    'PolicyVersionPage',
  ),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(
    laterPart(() => import('../features/policy/SetupPage')),
    'SetupPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: auditFilters,
  component: lazyRouteComponent(
    laterPart(() => import('../features/audit/AuditPage')),
    'AuditPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    laterPart(() => import('../features/settings/SettingsPage')),
    'SettingsPage',
  ),
});

const routeTree = root.addChildren([
  home,
  violations,
  alert,
  devices,
  compare,
  device,
  traffic,
  sites,
  sensors,
  newSensor,
  sensor,
  reports,
  policy,
  policyHistory,
  policyVersion,
  setup,
  audit,
  settings,
]);

export function createConsoleRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    search: { strict: true },
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crash,
    ...(history && { history }),
  });
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter;
  }
}
