import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { attemptsByHour } from './attemptsByHour';

/** How often it happened in each hour of the day up to the last time. */
export function Hours({ alert: { hours, last } }: { alert: Alert }) {
  const { t } = useTranslation();
  const counts = attemptsByHour(hours, last);
  const most = Math.max(...counts);
  const sum = counts.reduce((one, other) => one + other, 0);
  if (sum === 0) {
    return null;
  }
  return (
    <figure className="cf-hours">
      <div className="cf-hours__bars" role="img" aria-label={t('alert.hours.label', { sum, most })}>
        {counts.map((count, index) => (
          <span
            key={index}
            className="cf-hours__bar"
            data-count={count === 0 ? 'none' : undefined}
            style={{ blockSize: `${String((count / most) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption className="cf-small">{t('alert.hours.text', { count: sum, most })}</figcaption>
    </figure>
  );
}
