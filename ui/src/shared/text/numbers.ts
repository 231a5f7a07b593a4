import { chosenLanguage } from '../own/choices';

const plain = new Intl.NumberFormat(chosenLanguage());

/** Writes a number in the language that the person chose; what is absent stays so. */
export function formatNumber(value: number): string;
export function formatNumber(value: number | undefined): string | undefined;
export function formatNumber(value: number | undefined): string | undefined {
  return value === undefined ? undefined : plain.format(value);
}
