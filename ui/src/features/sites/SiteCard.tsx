import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Site } from '../../shared/api/client';
import { Code } from '../../shared/ui/Code';
import { SEVERITIES, SeverityBars } from '../../shared/ui/Severity';
import { SensorHealth } from './SensorHealth';

export function SiteCard({ site }: { site: Site }) {
  const { t } = useTranslation();
  const open = SEVERITIES.filter((severity) => site.openAlerts[severity] > 0);
  return (
    <article className="cf-panel cf-site" aria-labelledby={`site-${site.id}`}>
      <h2 className="cf-panel__title" id={`site-${site.id}`}>
        <Link to="/violations" search={{ site: site.id }}>
          {site.name}
        </Link>
      </h2>
      <p>
        <Link to="/devices" search={{ site: site.id }}>
          {t('sites.devices', { count: site.devices })}
        </Link>
      </p>
      <h3 className="cf-site__part">{t('sites.open')}</h3>
      {open.length === 0 ? (
        <p>{t('sites.none')}</p>
      ) : (
        <ul className="cf-site__counts">
          {open.map((severity) => (
            <li key={severity}>
              <Link
                to="/violations"
                search={{ site: site.id, severity: [severity] }}
                className={`cf-severity cf-severity--${severity}`}
              >
                <SeverityBars severity={severity} />
                {t(`severity.${severity}`)} {site.openAlerts[severity].toLocaleString()}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <h3 className="cf-site__part">{t('sites.zones')}</h3>
      <ul className="cf-site__zones">
        {site.zones.map(({ id, subnets, vlans }) => (
          <li key={id}>
            <Link to="/devices" search={{ site: site.id, zone: id }}>
              {id}
            </Link>{' '}
            <span className="cf-small">
              <Code>{[...subnets, ...vlans.map((vlan) => t('sites.vlan', { id: vlan }))].join(', ')}</Code>
            </span>
          </li>
        ))}
      </ul>
      <h3 className="cf-site__part">{t('sites.sensors')}</h3>
      {site.sensors.length === 0 ? (
        <p>{t('sites.noSensors')}</p>
      ) : (
        <ul className="cf-site__sensors">
          {site.sensors.map((sensor) => (
            <li key={sensor.id}>
              <SensorHealth sensor={sensor} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
