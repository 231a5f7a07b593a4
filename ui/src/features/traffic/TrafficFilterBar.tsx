import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { VERDICTS } from '../../shared/api/trafficScope';
import { FilterBar } from '../../shared/ui/FilterBar';
import { FilterSearch } from '../../shared/ui/FilterSearch';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { DeviceSelect, SiteSelect } from '../../shared/ui/PlaceSelects';
import { KINDS, SPANS, type Kind, type Span, type TrafficFilters } from './trafficFilters';

/** What of the address changes; what is undefined is taken out. */
export type TrafficChange = { [Key in keyof TrafficFilters]?: string | undefined };

interface TrafficFilterBarProps {
  filters: TrafficFilters;
  onChange: (next: TrafficChange) => void;
}

export function TrafficFilterBar({ filters, onChange }: TrafficFilterBarProps) {
  const { t } = useTranslation();
  const kind: Kind = filters.kind ?? 'flows';
  const usual: Span | undefined = kind === 'flows' || kind === 'dns' ? undefined : '168';
  const search = useCallback(
    (peer: string) => {
      onChange({ peer: peer.trim() });
    },
    [onChange],
  );
  return (
    <FilterBar>
      <ToggleGroup aria-label={t('traffic.kind')}>
        {KINDS.map((one) => (
          <ToggleGroupItem
            key={one}
            text={t(`traffic.kinds.${one}`)}
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
      <SiteSelect
        value={filters.site}
        onChoose={(site) => {
          onChange({ site, device: undefined });
        }}
      />
      <DeviceSelect site={filters.site} value={filters.device} onChoose={onChange} />
      <FilterSelect
        label={t('traffic.verdictFilter.label')}
        all={t('traffic.verdictFilter.all')}
        value={filters.verdict}
        choices={VERDICTS.map((id) => ({ id, label: t(`trend.${id}`) }))}
        onChoose={(verdict) => {
          onChange({ verdict });
        }}
      />
      <FilterSelect
        label={t('traffic.span.label')}
        all={usual === undefined ? t('traffic.span.all') : t(`traffic.span.${usual}`)}
        value={filters.hours === usual ? undefined : filters.hours}
        choices={SPANS.filter((hours) => hours !== usual).map((hours) => ({
          id: hours,
          label: t(`traffic.span.${hours}`),
        }))}
        onChoose={(hours) => {
          onChange({ hours, from: undefined, to: undefined });
        }}
      />
    </FilterBar>
  );
}
