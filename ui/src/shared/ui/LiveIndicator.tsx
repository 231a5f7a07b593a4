import { useTranslation } from 'react-i18next';

import { useLiveState } from '../live/LiveAlerts';

/** Says whether what is shown follows what happens. */
export function LiveIndicator() {
  const { t } = useTranslation();
  const state = useLiveState();
  return (
    <span className={`cf-live cf-live--${state}`} role="status">
      <span className="cf-live__dot" aria-hidden="true" />
      {t(`live.${state}`)}
    </span>
  );
}
