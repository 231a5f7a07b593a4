import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import { useTranslation } from 'react-i18next';

import type { FleetSensor as Sensor } from '../../shared/api/client';
import { Ago } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';

/** What a sensor's imports see, and what they do not: logs without MAC addresses cannot tell devices apart. */
export function SensorSources({ sensor }: { sensor: Sensor }) {
  const { t } = useTranslation();
  if (sensor.sources.length === 0) {
    return null;
  }
  const seen = (source: Sensor['sources'][number]) =>
    [
      source.seesFlows && t('sites.sensor.source.flows'),
      source.seesQuestions && t('sites.sensor.source.questions'),
      source.seesLeases && t('sites.sensor.source.leases'),
    ]
      .filter((what) => what !== false)
      .join(', ');
  return (
    <ul className="cf-sensor__sources" aria-label={t('sites.sensor.sources', { id: sensor.id })}>
      {sensor.sources.map((source) => (
        <li key={`${source.kind} ${source.name}`} className="cf-small">
          {source.kind} <Code>{source.name}</Code> {t('sites.sensor.source.sees', { what: seen(source) })}
          {!source.seesMacs && ` · ${t('sites.sensor.source.noMacs')}`}
          {source.lost > 0 && ` · ${t('sites.sensor.source.lost', { count: source.lost })}`} ·{' '}
          {source.lastItemAt === undefined ? (
            t('sites.sensor.source.never')
          ) : (
            <>
              {t('sites.sensor.source.last')} <Ago at={source.lastItemAt} />
            </>
          )}
          {source.problem !== undefined && (
            <>
              {' '}
              <span className="cf-sensor-state">
                <ExclamationTriangleIcon /> {source.problem}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
