import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { sensorsQuery, useSiteNames } from '../../shared/api/queries';
import { Ago } from '../../shared/time/Moment';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';
import { SensorTroubles } from '../../shared/ui/SensorTroubles';
import { Share } from '../../shared/ui/Share';

const MOST_SHOWN = 6;

/** The sensors that want something first. */
export function SensorsPanel({ site }: { site: string | undefined }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const sensors = useQuery(sensorsQuery(site));
  const shown = (sensors.data ?? [])
    .toSorted((one, other) => other.troubles.length - one.troubles.length || one.coverage - other.coverage)
    .slice(0, MOST_SHOWN);
  return (
    <Panel title={t('overview.sensorsPanel.title')} text={t('overview.sensorsPanel.text')}>
      {sensors.isPending ? (
        <LoadingRows rows={2} />
      ) : !sensors.data ? (
        <p>{t('overview.notToBeHad')}</p>
      ) : shown.length === 0 ? (
        <p>
          {t('sites.noSensors')}{' '}
          <Link to="/sensors/new" search={site === undefined ? {} : { site }}>
            {t('sensors.add')}
          </Link>
        </p>
      ) : (
        <ul className="cf-attention">
          {shown.map((sensor) => (
            <li key={`${sensor.site}/${sensor.id}`} className="cf-attention__sensor">
              <span>
                <Link to="/sensors/$site/$sensor" params={{ site: sensor.site, sensor: sensor.id }}>
                  {sensor.id}
                </Link>{' '}
                <span className="cf-small">
                  {site === undefined && `${siteName(sensor.site)} · `}
                  <Ago at={sensor.lastSeen} site={sensor.site} />
                </span>
              </span>
              <SensorTroubles troubles={sensor.troubles} />
              <Share share={sensor.coverage} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
