import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { otherTime, useSiteClock } from './siteClock';
import { timeFormat } from './timeFormat';
import './moment.css';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exact = timeFormat({ dateStyle: 'medium', timeStyle: 'long' });
const short = timeFormat({
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

const relatives = new Map<string, Intl.RelativeTimeFormat>();

interface MomentProps {
  at: string;
  /** Where it was, unless the page says so: the clock there is told as well, when it shows another time. */
  site?: string | undefined;
  /** Tells the clock of the site beside the time, for those who cannot hover. */
  showsSite?: boolean;
}

/** A time in the viewer's own zone, with the zone shown. */
export function Moment({ at, site, showsSite = false }: MomentProps) {
  const there = useThere(at, site);
  return (
    <time dateTime={at} title={tooltip(at, there)}>
      {short.format(new Date(at))}
      {showsSite && there !== undefined && <span className="cf-moment__there">{there}</span>}
    </time>
  );
}

/** How long ago something was, kept up to date; the exact time with its zone is the tooltip. */
export function Ago({ at, site }: Pick<MomentProps, 'at' | 'site'>) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const there = useThere(at, site);
  return (
    <time dateTime={at} title={tooltip(at, there)}>
      {ago(now - new Date(at).getTime(), i18n.language) ?? t('time.now')}
    </time>
  );
}

function tooltip(at: string, there: string | undefined): string {
  return [exact.format(new Date(at)), there].filter((line) => line !== undefined).join('\n');
}

/** What the clock of a site showed then; absent where it shows what the viewer's does. */
function useThere(at: string, site: string | undefined): string | undefined {
  const { t } = useTranslation();
  const clock = useSiteClock(site);
  const time = clock && otherTime(new Date(at), clock.zone);
  return time && t('time.atSite', { time, site: clock.name });
}

/** The current time, told again every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, MINUTE / 2);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}

function ago(millis: number, language: string): string | undefined {
  if (millis < MINUTE) {
    return undefined;
  }
  const relative = relativeIn(language);
  if (millis < HOUR) {
    return relative.format(-Math.floor(millis / MINUTE), 'minute');
  }
  return millis < 2 * DAY
    ? relative.format(-Math.floor(millis / HOUR), 'hour')
    : relative.format(-Math.floor(millis / DAY), 'day');
}

/** Costs more to make than to use. */
function relativeIn(language: string): Intl.RelativeTimeFormat {
  const made = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  relatives.set(language, made);
  return made;
}
