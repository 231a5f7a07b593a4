import type { Alert } from '../../shared/api/client';

const HOUR = 3_600_000;
const HOURS = 24;

/** How often it happened in each of the 24 hours of the clock up to that of the last time, oldest first. */
export function attemptsByHour(hours: Alert['hours'], last: string): number[] {
  const end = Math.floor(Date.parse(last) / HOUR);
  const counts = new Array<number>(HOURS).fill(0);
  for (const { start, outcomes } of hours) {
    const place = HOURS - 1 - (end - Math.floor(Date.parse(start) / HOUR));
    if (place >= 0 && place < HOURS) {
      counts[place] = Object.values(outcomes).reduce((one, other) => one + other, 0);
    }
  }
  return counts;
}
