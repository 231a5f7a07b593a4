import { Label } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';

import { timeFormat } from '../../shared/time/timeFormat';
import { useQuarterNames } from './quarter';
import type { TrafficChange } from './TrafficFilterBar';
import { CLICKED, type TrafficFilters } from './trafficFilters';

const moment = timeFormat({ dateStyle: 'medium', timeStyle: 'short' });

interface ChosenFiltersProps {
  filters: TrafficFilters;
  onChange: (next: TrafficChange) => void;
}

/** The filters that came by clicks, each with a way to take it back. */
export function ChosenFilters({ filters, onChange }: ChosenFiltersProps) {
  const { t } = useTranslation();
  const quarter = useQuarterNames();
  const chosen = CLICKED.flatMap((key) => {
    const value = filters[key];
    return value === undefined ? [] : [{ key, value }];
  });
  if (chosen.length === 0) {
    return null;
  }
  const words = (key: (typeof CLICKED)[number], value: string) => {
    switch (key) {
      case 'zone':
      case 'toZone':
        return quarter(value);
      case 'from':
      case 'to':
        return moment.format(new Date(value));
      case 'service':
      case 'rule':
        return value;
    }
  };
  return (
    <ul className="cf-chosen-filters" aria-label={t('traffic.chosen.label')}>
      {chosen.map(({ key, value }) => (
        <li key={key}>
          <Label
            variant="outline"
            onClose={() => {
              onChange({ [key]: undefined });
            }}
            closeBtnAriaLabel={t('traffic.chosen.remove', { filter: t(`traffic.chosen.${key}`) })}
          >
            {t(`traffic.chosen.${key}`)}: {words(key, value)}
          </Label>
        </li>
      ))}
    </ul>
  );
}
