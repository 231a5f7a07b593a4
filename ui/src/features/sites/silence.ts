import type { Sensor } from '../../shared/api/client';

/** A sensor reports each ten seconds: after six missed reports it counts as silent. */
const SILENT_AFTER_MILLIS = 60_000;

export function isSilent({ lastSeen }: Pick<Sensor, 'lastSeen'>, now: number): boolean {
  return now - new Date(lastSeen).getTime() > SILENT_AFTER_MILLIS;
}
