import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../../shared/api/queries';
import { Code } from '../../shared/ui/Code';
import { Panel } from '../../shared/ui/Panel';

/** The zones of a site as the policy has them. */
export function ZonesPanel({ site }: { site: string }) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const zones = sites.find(({ id }) => id === site)?.zones ?? [];
  return (
    <Panel title={t('sites.zones')}>
      {zones.length === 0 ? (
        <p>
          {t('overview.noZones')} <Link to="/policy">{t('nav.policy')}</Link>
        </p>
      ) : (
        <ul className="cf-attention">
          {zones.map(({ id, subnets, vlans }) => (
            <li key={id}>
              <Link to="/devices" search={{ site, zone: id }}>
                {id}
              </Link>{' '}
              <span className="cf-small">
                <Code>{[...subnets, ...vlans.map((vlan) => t('sites.vlan', { id: vlan }))].join(', ')}</Code>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
