import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { deviceChoicesQuery, sitesQuery } from '../../shared/api/queries';
import { FilterSearch } from '../../shared/ui/FilterSearch';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { KINDS, SPANS, type Kind, type TrafficFilters } from './trafficFilters';

/** What of the address changes; what is undefined is taken out. */
export type TrafficChange = { [Key in keyof TrafficFilters]?: string | undefined };

interface TrafficFilterBarProps {
  filters: TrafficFilters;
  onChange: (next: TrafficChange) => void;
}

export function TrafficFilterBar({ filters, onChange }: TrafficFilterBarProps) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const { data: devices = [] } = useQuery(deviceChoicesQuery(filters.site));
  const kind: Kind = filters.kind ?? 'flows';
  const search = useCallback(
    (peer: string) => {
      onChange({ peer: peer.trim() });
    },
    [onChange],
  );
  return (
    <form
      className="cf-filters"
      role="search"
      aria-label={t('filter.label')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <ToggleGroup aria-label={t('traffic.kind')}>
        {KINDS.map((one) => (
          <ToggleGroupItem
            key={one}
            text={t(`traffic.${one}`)}
            buttonId={`kind-${one}`}
            isSelected={one === kind}
            onChange={() => {
              onChange({ kind: one });
            }}
          />
        ))}
      </ToggleGroup>
      <div className="cf-filters__search">
        <FilterSearch label={t('traffic.search')} value={filters.peer ?? ''} onSearch={search} />
      </div>
      <FilterSelect
        label={t('filter.site')}
        all={t('filter.allSites')}
        value={filters.site}
        choices={sites.map(({ id, name }) => ({ id, label: name }))}
        onChoose={(site) => {
          onChange({ site, device: undefined });
        }}
      />
      <FilterSelect
        label={t('filter.device')}
        all={t('filter.allDevices')}
        value={filters.device}
        choices={devices.map(({ id, name }) => ({ id, label: name }))}
        onChoose={(device) => {
          onChange({ device });
        }}
      />
      <FilterSelect
        label={t('traffic.span.label')}
        all={t('traffic.span.all')}
        value={filters.hours}
        choices={SPANS.map((hours) => ({ id: hours, label: t(`traffic.span.${hours}`) }))}
        onChoose={(hours) => {
          onChange({ hours });
        }}
      />
    </form>
  );
}
