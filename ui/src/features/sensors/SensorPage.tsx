import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { FleetSensor } from '../../shared/api/client';
import { sensorsQuery, useSiteNames } from '../../shared/api/queries';
import { useLiveSensors } from '../../shared/live/useLiveSensors';
import { formatNumber } from '../../shared/text/numbers';
import { Ago, Moment } from '../../shared/time/Moment';
import { AtSite } from '../../shared/time/siteClock';
import { formatBytes } from '../../shared/ui/bytes';
import { Crumbs } from '../../shared/ui/Crumbs';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { NotFound } from '../../shared/ui/NotFound';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Facts, Panel } from '../../shared/ui/Panel';
import { SensorTroubles } from '../../shared/ui/SensorTroubles';
import { formatShare, Share } from '../../shared/ui/Share';
import { lossOf } from './fleetFilters';
import { Seconds } from './Seconds';
import { SensorIdentity } from './SensorIdentity';
import { SensorSources } from './SensorSources';

import './sensors.css';

const route = getRouteApi('/sensors/$site/$sensor');

/** One sensor: what is wrong with it and what to do, and everything that it says of itself. */
export function SensorPage() {
  const { site, sensor: id } = route.useParams();
  const sensors = useQuery(sensorsQuery(site));
  useLiveSensors();
  if (sensors.isPending) {
    return <LoadingRows />;
  }
  if (!sensors.data) {
    return <Failure alone error={sensors.error} onRetry={() => void sensors.refetch()} />;
  }
  const sensor = sensors.data.find((one) => one.id === id);
  return sensor ? <SensorDetails sensor={sensor} /> : <NotFound />;
}

function SensorDetails({ sensor }: { sensor: FleetSensor }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <AtSite value={sensor.site}>
      <PageHeader
        above={<Crumbs to="/sensors" list={t('sensors.title')} here={sensor.id} />}
        title={sensor.id}
        subtitle={
          <>
            <Link to="/" search={{ site: sensor.site }}>
              {siteName(sensor.site)}
            </Link>{' '}
            · <SensorTroubles troubles={sensor.troubles} />
          </>
        }
      />
      {sensor.troubles.length > 0 && (
        <Panel title={t('sensors.todo')} className="cf-panel--todo">
          <dl className="cf-todo">
            {sensor.troubles.map((trouble) => (
              <div key={trouble}>
                <dt>{t(`sensors.trouble.${trouble}`)}</dt>
                <dd>
                  {t(`sensors.meaning.${trouble}`)} {t(`sensors.advice.${trouble}`)}
                </dd>
              </div>
            ))}
          </dl>
          <p className="cf-small">
            <Link to="/violations" search={{ site: sensor.site, q: 'sensor' }}>
              {t('sensors.alerts')}
            </Link>
          </p>
        </Panel>
      )}
      <div className="cf-sensor-grid">
        <Sight sensor={sensor} />
        <Delivery sensor={sensor} />
        <Itself sensor={sensor} />
        <SensorIdentity sensor={sensor} />
      </div>
      {sensor.sources.length > 0 && (
        <Panel title={t('sites.sensor.sources', { id: sensor.id })}>
          <SensorSources sensor={sensor} />
        </Panel>
      )}
    </AtSite>
  );
}

function Sight({ sensor }: { sensor: FleetSensor }) {
  const { t } = useTranslation();
  const { vitals, interfaceUp } = sensor;
  return (
    <Panel title={t('sensors.sight')} text={t('sensors.sightText')}>
      <Facts
        facts={[
          { term: t('sensors.column.coverage'), value: <Share share={sensor.coverage} /> },
          {
            term: t('sensors.fact.interface'),
            value: interfaceUp === undefined ? undefined : interfaceUp ? t('sensors.up') : t('sensors.down'),
          },
          {
            term: t('sensors.fact.interfaceLost'),
            value: vitals && vitals.interfaceLost > 0 && (
              <>
                {t('alert.times', { count: vitals.interfaceLost })}, <Seconds seconds={vitals.interfaceGoneSeconds} />
              </>
            ),
          },
          { term: t('sensors.fact.captured'), value: formatNumber(sensor.packetsCaptured) },
          {
            term: t('sensors.column.loss'),
            value: `${formatNumber(sensor.packetsDropped)} (${formatShare(lossOf(sensor))})`,
          },
          { term: t('sensors.fact.undecodable'), value: formatNumber(sensor.undecodable) },
          { term: t('sensors.fact.unicast'), value: vitals && formatShare(vitals.unicastShare) },
          { term: t('sensors.fact.addresses'), value: formatNumber(vitals?.addressesSeen) },
          { term: t('sensors.fact.vlans'), value: vitals?.vlanIds.join(', ') },
        ]}
      />
    </Panel>
  );
}

function Delivery({ sensor }: { sensor: FleetSensor }) {
  const { t } = useTranslation();
  const { vitals } = sensor;
  return (
    <Panel title={t('sensors.delivery')} text={t('sensors.deliveryText')}>
      <Facts
        facts={[
          { term: t('sensors.fact.waiting'), value: formatNumber(sensor.observationsWaiting) },
          { term: t('sensors.column.lag'), value: vitals && <Seconds seconds={vitals.spoolSeconds} /> },
          { term: t('sensors.fact.spool'), value: vitals && formatBytes(vitals.spoolBytes) },
          { term: t('sensors.fact.givenUp'), value: formatNumber(sensor.observationsDropped) },
        ]}
      />
    </Panel>
  );
}

function Itself({ sensor: { version, lastSeen, vitals } }: { sensor: FleetSensor }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('sensors.itself')}>
      <Facts
        facts={[
          {
            term: t('sensors.column.lastSeen'),
            value: (
              <>
                <Ago at={lastSeen} /> (<Moment at={lastSeen} showsSite />)
              </>
            ),
          },
          { term: t('sensors.column.version'), value: version },
          { term: t('sensors.fact.startedAt'), value: vitals && <Moment at={vitals.startedAt} /> },
          { term: t('sensors.fact.flows'), value: formatNumber(vitals?.flowsOpen) },
          { term: t('sensors.fact.evicted'), value: formatNumber(vitals?.flowsEvicted) },
          {
            term: t('sensors.column.clock'),
            value:
              vitals &&
              (vitals.clockSteps === 0 ? (
                t('sensors.clockSteady')
              ) : (
                <>
                  {t('sensors.clockSet', { count: vitals.clockSteps })}, {t('sensors.lastBy')}{' '}
                  <Seconds seconds={vitals.lastClockStepSeconds} />
                </>
              )),
          },
        ]}
      />
    </Panel>
  );
}
