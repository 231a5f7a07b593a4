import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { topAlertsQuery, useSiteNames } from '../../shared/api/queries';
import { Ago } from '../../shared/time/Moment';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';
import { SeverityLabel } from '../../shared/ui/Severity';

/** What is open and gravest, so that somebody does something about it. */
export function Attention({ site }: { site: string | undefined }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const alerts = useQuery(topAlertsQuery(site));
  return (
    <Panel title={t('overview.attention.title')}>
      {alerts.isPending ? (
        <LoadingRows rows={7} />
      ) : !alerts.data ? (
        <p>{t('overview.notToBeHad')}</p>
      ) : alerts.data.length === 0 ? (
        <p>{t('overview.attention.none')}</p>
      ) : (
        <>
          <ol className="cf-attention">
            {alerts.data.map(({ id, severity, what, deviceName, site: where, last }) => (
              <li key={id} className="cf-attention__matter">
                <SeverityLabel severity={severity} />
                <div>
                  <Link to="/violations/$id" params={{ id }} lang="en">
                    {what}
                  </Link>
                  <div className="cf-small">
                    {deviceName}
                    {site === undefined && ` · ${siteName(where)}`} · <Ago at={last} site={where} />
                  </div>
                </div>
              </li>
            ))}
          </ol>
          <p className="cf-small">
            <Link to="/violations" search={site === undefined ? {} : { site }}>
              {t('overview.attention.all')}
            </Link>
          </p>
        </>
      )}
    </Panel>
  );
}
