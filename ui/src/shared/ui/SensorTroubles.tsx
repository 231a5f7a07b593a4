import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import { useTranslation } from 'react-i18next';

import type { FleetSensor } from '../api/client';

import './sensor-troubles.css';

/** What is wrong with a sensor, in words; that nothing is, too. */
export function SensorTroubles({ troubles }: Pick<FleetSensor, 'troubles'>) {
  const { t } = useTranslation();
  if (troubles.length === 0) {
    return (
      <span className="cf-sensor-state cf-sensor-state--well">
        <CheckCircleIcon /> {t('sensors.well')}
      </span>
    );
  }
  return (
    <span className="cf-sensor-states">
      {troubles.map((trouble) => (
        <span key={trouble} className="cf-sensor-state" title={t(`sensors.meaning.${trouble}`)}>
          <ExclamationTriangleIcon /> {t(`sensors.trouble.${trouble}`)}
        </span>
      ))}
    </span>
  );
}
