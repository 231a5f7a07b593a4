import { Link } from '@tanstack/react-router';

import type { AlertSummary } from '../api/client';

type Subject = Pick<AlertSummary, 'site' | 'zone' | 'device' | 'deviceName' | 'origin' | 'mac' | 'deviceIp'>;

interface DeviceLinkProps {
  alert: Subject;
  className?: string;
}

/** The way to the device of an alert, or, where it counts many devices together, to the devices of its zone. */
export function DeviceLink({ alert, className }: DeviceLinkProps) {
  const { site, zone, device, deviceName } = alert;
  return isOfMany(alert) ? (
    <Link to="/devices" search={{ site, ...(zone && { zone }) }} className={className}>
      {deviceName}
    </Link>
  ) : (
    <Link to="/devices/$site/$device" params={{ site, device }} className={className}>
      {deviceName}
    </Link>
  );
}

/** New devices with random MAC addresses share one alert a zone: it has neither a MAC address nor an address. */
export function isOfMany({ origin, mac, deviceIp }: Pick<Subject, 'origin' | 'mac' | 'deviceIp'>): boolean {
  return origin === 'new-device' && !mac && !deviceIp;
}
