import type { Setting } from '../../shared/api/client';

/** Settings that are explained, in the order in which they are shown. A setting that is missing here is shown by its key. */
export const EXPLAINED = [
  'traffic_keep',
  'traffic_most-size',
  'keep_hours',
  'keep_alerts',
  'keep_devices',
  'keep_audit',
  'traffic_check-interval',
  'traffic_roll-after',
  'traffic_roll-at-size',
  'policy_files',
  'roles',
  'topics_partitions',
  'topics_replicas',
  'correlate_threads',
  'correlate_standby-replicas',
  'opensearch_url',
  'opensearch_password',
  'api_session-idle',
] as const;

export type Explained = (typeof EXPLAINED)[number];

/** Which part of the page a setting belongs to. */
export type Part = 'retention' | 'lists' | 'rest';

export function explainedBy({ key }: Pick<Setting, 'key'>): Explained | undefined {
  const name = key.replace(/^curfew\./, '').replaceAll('.', '_');
  return EXPLAINED.find((one) => one === name);
}

export function partOf({ key }: Pick<Setting, 'key'>): Part {
  if (/^curfew\.(traffic|keep)\./.test(key)) {
    return 'retention';
  }
  return key.startsWith('curfew.policy.') ? 'lists' : 'rest';
}

/** Those that matter most first, the others by their keys. */
export function inOrder(settings: readonly Setting[]): Setting[] {
  const rank = (setting: Setting) => {
    const explained = explainedBy(setting);
    return explained === undefined ? EXPLAINED.length : EXPLAINED.indexOf(explained);
  };
  return [...settings].sort((one, other) => rank(one) - rank(other) || one.key.localeCompare(other.key));
}
