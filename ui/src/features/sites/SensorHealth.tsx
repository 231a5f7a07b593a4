import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import { useTranslation } from 'react-i18next';

import type { Sensor } from '../../shared/api/client';
import { Ago, useNow } from '../../shared/time/Moment';
import { SensorSources } from './SensorSources';
import { isSilent } from './silence';

/** Whether a sensor reports, and what it missed: a "never" holds only where there was coverage. */
export function SensorHealth({ sensor }: { sensor: Sensor }) {
  const { t } = useTranslation();
  const silent = isSilent(sensor, useNow());
  const share = sensor.packetsDropped / Math.max(sensor.packetsCaptured + sensor.packetsDropped, 1);
  return (
    <div className="cf-sensor">
      <span className={silent ? 'cf-sensor__state cf-sensor__state--silent' : 'cf-sensor__state'}>
        {silent ? <ExclamationTriangleIcon /> : <CheckCircleIcon />}
        {silent ? t('sites.sensor.silent') : t('sites.sensor.reporting')}
      </span>
      <span className="cf-sensor__id">{sensor.id}</span>
      <span className="cf-small">
        {t('sites.sensor.lastSeen')} <Ago at={sensor.lastSeen} /> ·{' '}
        {t('sites.sensor.captured', { count: sensor.packetsCaptured })} ·{' '}
        {sensor.packetsDropped === 0
          ? t('sites.sensor.nothingDropped')
          : t('sites.sensor.dropped', { share: formatShare(share) })}
        {sensor.observationsWaiting > 0 && ` · ${t('sites.sensor.waiting', { count: sensor.observationsWaiting })}`}
        {sensor.observationsDropped > 0 && ` · ${t('sites.sensor.givenUp', { count: sensor.observationsDropped })}`}
        {sensor.undecodable > 0 && ` · ${t('sites.sensor.undecodable', { count: sensor.undecodable })}`} ·{' '}
        {t('sites.sensor.version', { version: sensor.version })}
      </span>
      {silent && <p className="cf-sensor__silence">{t('sites.sensor.silentText')}</p>}
      {sensor.interfaceUp === false && (
        <p className="cf-sensor__silence cf-sensor__state--silent">
          <ExclamationTriangleIcon /> {t('sites.sensor.interfaceDown')}
        </p>
      )}
      <SensorSources sensor={sensor} />
    </div>
  );
}

function formatShare(share: number): string {
  return new Intl.NumberFormat(undefined, { style: 'percent', maximumSignificantDigits: 2 }).format(share);
}
