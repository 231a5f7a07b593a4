import type { AlertSummary } from './client';

type Subject = Pick<AlertSummary, 'origin' | 'device'>;

const SENSOR = 'sensor-';
const RANDOMISED = 'randomised-';

/** Detections that speak of how well a site is watched. */
const OF_THE_WATCHER = ['sensor-silent', 'sensor-lossy', 'blind-spot'];

export function isOfTheWatcher({ origin }: Pick<Subject, 'origin'>): boolean {
  return OF_THE_WATCHER.includes(origin);
}

/** The sensor that an alert is about. Its device is made up of the sensor's name: no dossier has it. */
export function sensorOf(subject: Subject): string | undefined {
  return isOfTheWatcher(subject) ? restOf(subject.device, SENSOR) : undefined;
}

/** The zone whose new devices with random MAC addresses share one alert. Its device is made up of the zone's name. */
export function zoneOfMany({ origin, device }: Subject): string | undefined {
  return origin === 'new-device' ? restOf(device, RANDOMISED) : undefined;
}

function restOf(text: string, start: string): string | undefined {
  return text.startsWith(start) ? text.slice(start.length) : undefined;
}
