const SECOND = 1000;

/** The moment at which a clock of a zone shows what an `<input type="datetime-local">` holds; NaN for what it cannot. */
export function momentOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  // Twice, as the first guess may lie beyond a change of the clocks.
  return [1, 2].reduce((guess) => asUtc - offsetAt(guess, zone), asUtc);
}

/** What such an input holds at a moment, to the minute. */
export function wallOf(moment: number, zone: string): string {
  return new Date(moment + offsetAt(moment, zone)).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** By how many milliseconds a zone is ahead of UTC. */
function offsetAt(moment: number, zone: string): number {
  if (Number.isNaN(moment)) {
    return 0;
  }
  const whole = Math.floor(moment / SECOND) * SECOND;
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(whole);
  const [year, month, day, hour, minute, second] = (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map(
    (type) => Number(parts.find((part) => part.type === type)?.value),
  );
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) - whole;
}
