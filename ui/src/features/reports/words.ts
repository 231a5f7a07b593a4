import type { TFunction } from 'i18next';

import { chosenLanguage } from '../../shared/own/choices';
import { formatNumber } from '../../shared/text/numbers';
import { timeFormat } from '../../shared/time/timeFormat';
import { formatBytes } from '../../shared/ui/bytes';
import type { Report } from './report';

/** A report as people read it: what the page shows, what is printed, and what is copied. */
export interface Section {
  id: string;
  title: string;
  paragraphs: string[];
  table?: { columns: Column[]; rows: string[][] };
}

interface Column {
  title: string;
  numeric?: boolean;
}

const shares = new Intl.NumberFormat(chosenLanguage(), { style: 'percent', maximumFractionDigits: 2 });
const days = timeFormat({ dateStyle: 'medium', timeZone: 'UTC' });

/** All that a report says, in order. */
export function sectionsOf(report: Report, t: TFunction): Section[] {
  return [
    summary(report, t),
    severities(report, t),
    rules(report, t),
    matters(report, t),
    busiest(report, t),
    arrivals('fresh', report, t),
    arrivals('quiet', report, t),
    coverage(report, t),
    doubts(report, t),
    policies(report, t),
  ];
}

/** Tells times as precisely as a report may, by its clock. */
export function clockOf(timeZone: string): (at: string) => string {
  const moment = timeFormat({ dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (at) => (at.length === 10 ? days : moment).format(new Date(at));
}

function summary(report: Report, t: TFunction): Section {
  const { sums, severities: bySeverity, fresh, quiet } = report;
  const open = bySeverity.filter((one) => one.open > 0);
  return {
    id: 'summary',
    title: t('report.summary.title'),
    paragraphs: [
      ...attempts(report, t),
      sums.matters === 0
        ? t('report.summary.noMatter')
        : `${t('report.summary.matters', { count: sums.matters })} ${
            open.length === 0
              ? t('report.summary.allDone')
              : t('report.summary.open', {
                  count: sums.open,
                  list: open
                    .map((one) => `${String(one.open)} ${t(`severity.${one.severity}`).toLowerCase()}`)
                    .join(', '),
                })
          }`,
      `${t('report.summary.fresh', { count: fresh.length })} ${t('report.summary.quiet', { count: quiet.length })}`,
    ],
  };
}

/** Without an hour that is summed up, none of them may be told as zero. */
function attempts({ site, timeZone, from, to, sums, doubts: known }: Report, t: TFunction): string[] {
  const timeOf = clockOf(timeZone);
  const period = {
    site,
    from: timeOf(from),
    to: timeOf(to),
    devices: t('report.summary.devices', { count: sums.devices }),
  };
  if (known.includes('noHours')) {
    return [t('report.summary.notSummedUp', period)];
  }
  return [
    t('report.summary.seen', { ...period, attempts: t('report.summary.attempts', { count: sums.attempts }) }),
    sums.violations === 0
      ? t('report.summary.noViolation')
      : t('report.summary.violations', { count: sums.violations, share: share(sums.violations, sums.attempts) }),
  ];
}

function severities({ severities: rows }: Report, t: TFunction): Section {
  return {
    id: 'severities',
    title: t('report.severities'),
    paragraphs: [],
    table: {
      columns: [{ title: t('report.severity') }, number(t('report.matters')), number(t('report.open'))],
      rows: rows.map(({ severity, matters: all, open }) => [t(`severity.${severity}`), count(all), count(open)]),
    },
  };
}

function rules({ rules: rows }: Report, t: TFunction): Section {
  return listed('rules', t('report.rules'), t('report.noRules'), {
    columns: [
      { title: t('report.rule') },
      { title: t('report.severity') },
      number(t('report.matters')),
      number(t('report.devices')),
      number(t('report.open')),
    ],
    rows: rows.map(({ origin, detection, severity, matters: all, devices, open }) => [
      detection ? t('report.detection', { name: origin }) : origin,
      t(`severity.${severity}`),
      count(all),
      count(devices),
      count(open),
    ]),
  });
}

function matters({ matters: rows, mattersLeftOut, timeZone }: Report, t: TFunction): Section {
  const timeOf = clockOf(timeZone);
  const section = listed('matters', t('report.violations'), t('report.summary.noMatter'), {
    columns: [
      { title: t('report.severity') },
      { title: t('report.device') },
      { title: t('report.rule') },
      { title: t('report.peer') },
      number(t('report.times')),
      { title: t('report.last') },
      { title: t('report.state') },
    ],
    rows: rows.map(({ severity, device, origin, peer, service, times, last, state }) => [
      t(`severity.${severity}`),
      device,
      origin,
      [peer, service && `(${service})`].filter(Boolean).join(' ') || '–',
      count(times),
      timeOf(last),
      t(`state.${state}`),
    ]),
  });
  return mattersLeftOut === 0
    ? section
    : { ...section, paragraphs: [t('report.leftOut', { count: mattersLeftOut, shown: rows.length })] };
}

function busiest({ busiest: rows }: Report, t: TFunction): Section {
  return listed('busiest', t('report.busiest'), t('report.doubt.noHours'), {
    columns: [
      { title: t('report.device') },
      number(t('report.attempts')),
      number(t('trend.violation')),
      number(t('trend.unanswered')),
      number(t('trend.sent')),
      number(t('trend.received')),
    ],
    rows: rows.map(({ device, attempts, violations, unanswered, sent, received }) => [
      device,
      count(attempts),
      count(violations),
      count(unanswered),
      formatBytes(sent),
      formatBytes(received),
    ]),
  });
}

function arrivals(which: 'fresh' | 'quiet', report: Report, t: TFunction): Section {
  const timeOf = clockOf(report.timeZone);
  return listed(which, t(`report.${which}.title`), t(`report.${which}.none`), {
    columns: [{ title: t('report.device') }, { title: t('report.zone') }, { title: t(`report.${which}.at`) }],
    rows: report[which].map(({ device, zone, at }) => [device, zone ?? '–', timeOf(at)]),
  });
}

function coverage({ sensors, timeZone }: Report, t: TFunction): Section {
  const timeOf = clockOf(timeZone);
  return listed('coverage', t('report.coverage'), t('report.doubt.noSensor'), {
    columns: [
      { title: t('report.sensor') },
      { title: t('report.lastHeard') },
      number(t('report.lost')),
      { title: t('report.sees') },
    ],
    rows: sensors.map(({ sensor, version, lastSeen, lostShare, silent, sees }) => [
      `${sensor} (${version})`,
      silent ? t('report.silentSince', { at: timeOf(lastSeen) }) : t('report.reporting'),
      percent(lostShare),
      sees.length === 0 ? '–' : sees.map((sight) => t(`report.sight.${sight}`)).join(', '),
    ]),
  });
}

function doubts({ doubts: some, gaps, redacted, timeZone }: Report, t: TFunction): Section {
  const timeOf = clockOf(timeZone);
  return {
    id: 'doubts',
    title: t('report.doubts'),
    paragraphs: [
      t('report.doubt.always'),
      t('report.doubt.hour'),
      ...(redacted ? [] : [t('report.doubt.zone', { zone: timeZone })]),
      ...some.map((doubt) => t(`report.doubt.${doubt}`)),
      ...gaps.map(({ origin, first, last }) => t('report.gap', { origin, first: timeOf(first), last: timeOf(last) })),
    ],
  };
}

function policies({ policies: rows, timeZone }: Report, t: TFunction): Section {
  const timeOf = clockOf(timeZone);
  return listed('policies', t('report.policies'), t('report.noPolicy'), {
    columns: [number(t('report.version')), { title: t('report.since') }, { title: t('report.by') }],
    rows: rows.map(({ version, at, by }) => [count(version), at ? timeOf(at) : '–', by ?? '–']),
  });
}

function listed(id: string, title: string, none: string, table: NonNullable<Section['table']>): Section {
  return table.rows.length === 0 ? { id, title, paragraphs: [none] } : { id, title, paragraphs: [], table };
}

function number(title: string): Column {
  return { title, numeric: true };
}

function count(value: number): string {
  return formatNumber(value);
}

function percent(value: number): string {
  return shares.format(value);
}

function share(part: number, whole: number): string {
  return percent(part / Math.max(whole, 1));
}
