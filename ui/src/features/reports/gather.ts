import {
  api,
  type AlertSummary,
  type DeviceSummary,
  type PolicyVersion,
  type Site,
  type TopEntry,
  type TrafficTrend,
} from '../../shared/api/client';
import { bodyOf, isRefusal } from '../../shared/api/trouble';

/** All that a report is made of, as the collector has it. */
export interface Material {
  site: Site;
  from: string;
  to: string;
  devices: DeviceSummary[];
  /** Those that happened in the period. */
  alerts: AlertSummary[];
  /** True when there were more than are counted here. */
  alertsCut: boolean;
  top: TopEntry[];
  hours: TrafficTrend['hours'];
  questions: number;
  /** Absent for whoever does not see all sites. */
  policies: PolicyVersion[] | undefined;
}

interface Order {
  site: string;
  from: string;
  to: string;
}

const PER_PAGE = 500;
const MOST_ALERTS = 10_000;
const MOST_DEVICES = 20_000;
const TOP_DEVICES = 20;
const STEPS = 6;

/**
 * Asks for everything, step by step.
 *
 * @param onProgress told how much of it is there, from 0 to 1
 */
export async function gather(
  { site: id, from, to }: Order,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Material> {
  const tell = (steps: number) => {
    onProgress(steps / STEPS);
  };
  const scope = { site: [id], from, to };
  const { items: sites } = await bodyOf(api.GET('/api/v1/sites', { signal }));
  const site = sites.find((one) => one.id === id);
  if (site === undefined) {
    throw new Error(`there is no site ${id}, or you do not see it`);
  }
  tell(1);
  const devices = await everyPage<DeviceSummary>(
    (cursor) =>
      bodyOf(
        api.GET('/api/v1/devices', {
          params: { query: { site: [id], limit: PER_PAGE, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    (found) => found.length >= MOST_DEVICES,
  );
  tell(2);
  const found = await everyPage<AlertSummary>(
    (cursor) =>
      bodyOf(
        api.GET('/api/v1/alerts', {
          params: { query: { site: [id], limit: PER_PAGE, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    // The latest come first: what happened before the period ends the list.
    (some) => some.length >= MOST_ALERTS || some.some(({ last }) => last < from),
  );
  tell(3);
  const { items: top } = await bodyOf(
    api.GET('/api/v1/traffic/top', { params: { query: { ...scope, by: 'device', limit: TOP_DEVICES } }, signal }),
  );
  tell(4);
  const { hours } = await bodyOf(
    api.GET('/api/v1/traffic/hours', { params: { query: { ...scope, limit: 1 } }, signal }),
  );
  const asked = await bodyOf(
    api.GET('/api/v1/traffic/hours', { params: { query: { ...scope, act: 'question', limit: 1 } }, signal }),
  );
  tell(5);
  const policies = await policyVersions(signal);
  tell(STEPS);
  return {
    site,
    from,
    to,
    devices,
    alerts: found.filter(({ first, last }) => last >= from && first < to),
    alertsCut: found.length >= MOST_ALERTS && found.every(({ last }) => last >= from),
    top,
    hours,
    questions: asked.hours.reduce((sum, { sums }) => sum + sums.count, 0),
    policies,
  };
}

async function everyPage<Row>(
  page: (cursor: string) => Promise<{ items: Row[]; next?: string }>,
  isEnough: (rows: Row[]) => boolean,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined && !isEnough(rows)) {
    const { items, next }: { items: Row[]; next?: string } = await page(cursor);
    rows.push(...items);
    cursor = next;
  }
  return rows;
}

/** Whoever does not see all sites may not read it: the report says so. */
async function policyVersions(signal: AbortSignal): Promise<PolicyVersion[] | undefined> {
  try {
    const { items } = await bodyOf(api.GET('/api/v1/policy/versions', { params: { query: { limit: 100 } }, signal }));
    return items;
  } catch (error) {
    if (isRefusal(error, 403)) {
      return undefined;
    }
    throw error;
  }
}
