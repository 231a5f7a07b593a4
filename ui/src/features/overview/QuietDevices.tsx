import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { devicesByStandingQuery, useSiteNames } from '../../shared/api/queries';
import { Ago } from '../../shared/time/Moment';
import { LoadingRows } from '../../shared/ui/Loading';
import { Panel } from '../../shared/ui/Panel';

interface QuietDevicesProps {
  site: string | undefined;
  standing: 'new' | 'quiet';
  /** How many there are in all. */
  count: number;
}

/** Devices that came, or that nobody has seen for a day. */
export function QuietDevices({ site, standing, count }: QuietDevicesProps) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const devices = useQuery(devicesByStandingQuery(site, standing));
  return (
    <Panel title={t(`overview.${standing}.title`)} text={t(`overview.${standing}.text`)}>
      {devices.isPending ? (
        <LoadingRows rows={2} />
      ) : !devices.data ? (
        <p>{t('overview.notToBeHad')}</p>
      ) : devices.data.length === 0 ? (
        <p>{t(`overview.${standing}.none`)}</p>
      ) : (
        <ul className="cf-attention">
          {devices.data.map(({ site: where, id, name, firstSeen, lastSeen }) => (
            <li key={`${where}/${id}`}>
              <Link to="/devices/$site/$device" params={{ site: where, device: id }}>
                {name}
              </Link>{' '}
              <span className="cf-small">
                {site === undefined && `${siteName(where)} · `}
                <Ago at={standing === 'new' ? firstSeen : lastSeen} site={where} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {devices.data && count > devices.data.length && (
        <p className="cf-small">
          <Link to="/devices" search={{ ...(site !== undefined && { site }), standing }}>
            {t('overview.allDevices', { count })}
          </Link>
        </p>
      )}
    </Panel>
  );
}
