import { Link } from '@tanstack/react-router';

import type { AlertSummary } from '../api/client';
import { sensorOf, zoneOfMany } from '../api/subject';

interface DeviceLinkProps {
  /** An alert, or what would be one. */
  alert: Pick<AlertSummary, 'site' | 'device' | 'deviceName' | 'origin'>;
  className?: string;
}

/** The way to whom an alert is about: a device, many new ones of a zone together, or a sensor. */
export function DeviceLink({ alert, className }: DeviceLinkProps) {
  const { site, device, deviceName } = alert;
  const sensor = sensorOf(alert);
  if (sensor !== undefined) {
    return (
      <Link to="/sensors/$site/$sensor" params={{ site, sensor }} className={className}>
        {deviceName}
      </Link>
    );
  }
  const zone = zoneOfMany(alert);
  if (zone !== undefined) {
    return (
      <Link to="/devices" search={{ site, zone }} className={className}>
        {deviceName}
      </Link>
    );
  }
  return (
    <Link to="/devices/$site/$device" params={{ site, device }} className={className}>
      {deviceName}
    </Link>
  );
}
