/** What a person chose in this browser, beside the theme. It holds from the next loading of the page on. */

const LANGUAGE = 'curfew.language';
const TIME_ZONE = 'curfew.timeZone';

export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Absent: as the browser prefers. */
export function chosenLanguage(): Language | undefined {
  const kept = read(LANGUAGE);
  return LANGUAGES.find((language) => language === kept);
}

export function chooseLanguage(language: Language | undefined): void {
  write(LANGUAGE, language);
}

/** Absent: as the system has it. */
export function chosenTimeZone(): string | undefined {
  const kept = read(TIME_ZONE);
  return kept === null ? undefined : timeZoneNamed(kept);
}

export function chooseTimeZone(zone: string | undefined): void {
  write(TIME_ZONE, zone);
}

/** The zone that times are shown in. */
export function timeZone(): string {
  return chosenTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone of a place as everybody writes it, `Europe/Lisbon`; absent where there is none of that name. */
export function timeZoneNamed(name: string): string | undefined {
  try {
    const { timeZone: zone } = Intl.DateTimeFormat(undefined, { timeZone: name }).resolvedOptions();
    return /^[a-z]/i.test(zone) ? zone : undefined;
  } catch {
    return undefined;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // Storage may be forbidden: then nothing is kept, and the browser's own choice holds.
  }
}
