import { useQuery } from '@tanstack/react-query';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { sitesQuery } from '../api/queries';
import { FilterBar } from './FilterBar';
import { FilterSearch } from './FilterSearch';
import { FilterSelect } from './FilterSelect';
import { SiteSelect } from './PlaceSelects';

interface Place {
  site?: string;
  zone?: string;
  q?: string;
}

interface PlaceFiltersProps {
  searchLabel: string;
  filters: Place;
  /** A changed site also takes back the zone, which belongs to another site. */
  onChange: (next: { [Key in keyof Place]?: Place[Key] | undefined }) => void;
  children?: ReactNode;
}

/** Which site, which zone, which words; a page adds its own filters behind. */
export function PlaceFilters({ searchLabel, filters, onChange, children }: PlaceFiltersProps) {
  const { t } = useTranslation();
  const { data: sites = [] } = useQuery(sitesQuery);
  const zones = new Set(
    sites.filter(({ id }) => !filters.site || id === filters.site).flatMap(({ zones: all }) => all.map(({ id }) => id)),
  );
  const search = useCallback(
    (q: string) => {
      onChange({ q: q === '' ? undefined : q });
    },
    [onChange],
  );
  return (
    <FilterBar>
      <div className="cf-filters__search">
        <FilterSearch label={searchLabel} value={filters.q ?? ''} onSearch={search} />
      </div>
      <SiteSelect
        value={filters.site}
        onChoose={(site) => {
          onChange({ site, zone: undefined });
        }}
      />
      <FilterSelect
        label={t('filter.zone')}
        all={t('filter.allZones')}
        value={filters.zone}
        choices={[...zones].sort().map((id) => ({ id, label: id }))}
        onChoose={(zone) => {
          onChange({ zone });
        }}
      />
      {children}
    </FilterBar>
  );
}
