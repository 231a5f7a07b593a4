import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { chosenLanguage, timeZone } from '../own/choices';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exact = new Intl.DateTimeFormat(chosenLanguage(), {
  dateStyle: 'medium',
  timeStyle: 'long',
  timeZone: timeZone(),
});
const short = new Intl.DateTimeFormat(chosenLanguage(), {
  timeZone: timeZone(),
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** A time in the viewer's own zone, with the zone shown. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {short.format(date)}
    </time>
  );
}

/** How long ago something was, kept up to date; the exact time with its zone is the tooltip. */
export function Ago({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {ago(now - date.getTime(), i18n.language) ?? t('time.now')}
    </time>
  );
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
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (millis < MINUTE) {
    return undefined;
  }
  if (millis < HOUR) {
    return relative.format(-Math.floor(millis / MINUTE), 'minute');
  }
  return millis < 2 * DAY
    ? relative.format(-Math.floor(millis / HOUR), 'hour')
    : relative.format(-Math.floor(millis / DAY), 'day');
}
