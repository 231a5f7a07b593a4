import { isText } from '../../shared/isText';

/** How many days a report is about, up to now. */
export const PERIODS = ['1', '7', '30', '90'] as const;
export type Period = (typeof PERIODS)[number];
export const USUAL_PERIOD: Period = '7';

/** Which report is shown, as it stands in the address. */
export interface ReportFilters {
  site?: string;
  days?: Period;
  /** Set for the one that is safe to show to strangers. */
  redacted?: 'yes';
}

/** Takes what it understands from an address, and leaves the rest. */
export function reportFilters({ site, days, redacted }: Record<string, unknown>): ReportFilters {
  const period = PERIODS.find((one) => one === days);
  return {
    ...(isText(site) && { site }),
    ...(period && period !== USUAL_PERIOD && { days: period }),
    ...(redacted === 'yes' && { redacted }),
  };
}
