import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { SiteAtAGlance } from '../../shared/api/client';
import { FilterBar } from '../../shared/ui/FilterBar';
import { FilterSearch } from '../../shared/ui/FilterSearch';
import { FilterSelect } from '../../shared/ui/FilterSelect';
import { NoMatch } from '../../shared/ui/NoMatch';
import { chosenSites, ORDERS, type OverviewFilters } from './overviewFilters';
import { SitesTable } from './SitesTable';

interface ManySitesProps {
  sites: SiteAtAGlance[];
  filters: OverviewFilters;
  onChange: (next: { q?: string | undefined; order?: string | undefined }) => void;
}

/** The sites that are looked for, in their order. */
export function ManySites({ sites, filters, onChange }: ManySitesProps) {
  const { t } = useTranslation();
  const shown = chosenSites(sites, filters);
  const search = useCallback(
    (q: string) => {
      onChange({ q });
    },
    [onChange],
  );
  return (
    <section aria-labelledby="sites">
      <h2 className="cf-panel__title" id="sites">
        {t('overview.sites')}{' '}
        <span className="cf-small">{t('overview.sitesShown', { count: shown.length, total: sites.length })}</span>
      </h2>
      <FilterBar>
        <div className="cf-filters__search">
          <FilterSearch label={t('overview.search')} value={filters.q ?? ''} onSearch={search} />
        </div>
        <FilterSelect
          label={t('overview.order.label')}
          all={t('overview.order.violations')}
          value={filters.order}
          choices={ORDERS.filter((order) => order !== 'violations').map((order) => ({
            id: order,
            label: t(`overview.order.${order}`),
          }))}
          onChoose={(order) => {
            onChange({ order });
          }}
        />
      </FilterBar>
      {shown.length === 0 ? (
        <NoMatch
          title={t('sites.noMatch.title')}
          text={t('sites.noMatch.text')}
          onClear={() => {
            onChange({ q: undefined });
          }}
        />
      ) : (
        <SitesTable sites={shown} />
      )}
      <p className="pf-v6-screen-reader" role="status">
        {t('overview.sitesShown', { count: shown.length, total: sites.length })}
      </p>
    </section>
  );
}
