import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { FleetSensor } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { Ago } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { SensorTroubles } from '../../shared/ui/SensorTroubles';
import { formatShare, Share } from '../../shared/ui/Share';
import { VirtualTable } from '../../shared/ui/VirtualTable';
import { lossOf, standingOf } from './fleetFilters';
import { Seconds } from './Seconds';

export function SensorsTable({ sensors }: { sensors: FleetSensor[] }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <VirtualTable
      label={t('sensors.table')}
      rows={sensors}
      rowKey={({ site, id }) => `${site}/${id}`}
      rowsAreLinks
      columns={[
        {
          title: t('sensors.column.sensor'),
          cell: ({ site, id }) => (
            <>
              <Link to="/sensors/$site/$sensor" params={{ site, sensor: id }} className="cf-row__link">
                {id}
              </Link>
              <div className="cf-small">{siteName(site)}</div>
            </>
          ),
        },
        {
          title: t('sensors.column.state'),
          cell: (sensor) => (
            <>
              <SensorTroubles troubles={sensor.troubles} />
              <div className="cf-small">{t(`sensors.identity.${standingOf(sensor)}`)}</div>
            </>
          ),
        },
        {
          title: t('sensors.column.lastSeen'),
          width: 'needed',
          cell: ({ lastSeen, site }) => <Ago at={lastSeen} site={site} />,
        },
        {
          title: t('sensors.column.coverage'),
          width: 'needed',
          cell: ({ coverage }) => <Share share={coverage} />,
        },
        {
          title: t('sensors.column.loss'),
          width: 'needed',
          numeric: true,
          cell: (sensor) =>
            sensor.packetsDropped === 0 ? (
              <span className="cf-small">{t('sensors.none')}</span>
            ) : (
              formatShare(lossOf(sensor))
            ),
        },
        {
          title: t('sensors.column.lag'),
          width: 'needed',
          numeric: true,
          cell: ({ vitals, observationsWaiting }) =>
            observationsWaiting === 0 ? (
              <span className="cf-small">{t('sensors.none')}</span>
            ) : (
              <>
                {vitals ? <Seconds seconds={vitals.spoolSeconds} /> : '–'}
                <div className="cf-small">
                  {vitals
                    ? t('sensors.spool', {
                        count: observationsWaiting,
                        size: formatBytes(vitals.spoolBytes),
                      })
                    : t('sites.sensor.waiting', { count: observationsWaiting })}
                </div>
              </>
            ),
        },
        {
          title: t('sensors.column.clock'),
          width: 'needed',
          cell: ({ vitals }) =>
            vitals === undefined ? (
              '–'
            ) : vitals.clockSteps === 0 ? (
              <span className="cf-small">{t('sensors.clockSteady')}</span>
            ) : (
              t('sensors.clockSet', { count: vitals.clockSteps })
            ),
        },
        { title: t('sensors.column.version'), width: 'needed', cell: ({ version }) => version },
      ]}
    />
  );
}
