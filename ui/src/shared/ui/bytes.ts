import { chosenLanguage } from '../own/choices';
import { formatNumber } from '../text/numbers';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map(
  (unit) =>
    new Intl.NumberFormat(chosenLanguage(), { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }),
);

/** Bytes for a person: three digits and the unit. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const unit = UNITS[power];
  return power === 0 || unit === undefined ? `${formatNumber(bytes)} B` : unit.format(bytes / 1000 ** power);
}
