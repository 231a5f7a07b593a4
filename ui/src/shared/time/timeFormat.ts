import { chosenLanguage, timeZone } from '../own/choices';

/** Writes times in the language and the zone that the person chose, unless `shape` names another zone. */
export function timeFormat(shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(chosenLanguage(), { timeZone: timeZone(), ...shape });
}
