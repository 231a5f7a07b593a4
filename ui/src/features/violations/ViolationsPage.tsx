import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { alertsQuery, callerQuery, type AlertScope } from '../../shared/api/queries';
import { Failure } from '../../shared/ui/Failure';
import { LiveIndicator } from '../../shared/ui/LiveIndicator';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoreButton } from '../../shared/ui/MoreButton';
import { PageHeader } from '../../shared/ui/PageHeader';
import { PlaceFilters } from '../../shared/ui/PlaceFilters';
import { DeviceSelect } from '../../shared/ui/PlaceSelects';
import { STATES, type BoardFilters } from './boardFilters';
import { ChosenBar } from './ChosenBar';
import { NoViolations } from './NoViolations';
import { SeverityTiles } from './SeverityTiles';
import { ViolationsTable, type Choice } from './ViolationsTable';

import './violations.css';

const route = getRouteApi('/violations');

/** All sites on one board, newest first. The address says what is shown. */
export function ViolationsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const alerts = useInfiniteQuery(alertsQuery(scopeOf(filters)));
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = alerts.data?.pages.at(-1)?.total ?? 0;

  const change = useCallback(
    (next: { [Key in keyof BoardFilters]?: BoardFilters[Key] | undefined }) => {
      void navigate({ search: (now) => dropUndefined({ ...now, ...next }), replace: true });
    },
    [navigate],
  );
  const choice = useChoice();
  const { data: caller } = useQuery(callerQuery);
  const mayDecide = caller?.roles.includes('operator') ?? false;
  const clear = useCallback(() => {
    void navigate({ search: {} });
  }, [navigate]);

  return (
    <>
      <PageHeader title={t('violations.title')} subtitle={t('violations.subtitle')} aside={<LiveIndicator />} />
      <SeverityTiles
        scope={scopeOf(filters)}
        state={filters.state ?? 'open'}
        chosen={filters.severity ?? []}
        onChoose={(severity) => {
          change({ severity: severity.length > 0 ? severity : undefined });
        }}
      />
      <Filters filters={filters} onChange={change} />
      {alerts.isPending ? (
        <LoadingRows />
      ) : alerts.isError && rows.length === 0 ? (
        <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />
      ) : rows.length === 0 ? (
        <NoViolations filtered={Object.keys(filters).length > 0} onClear={clear} />
      ) : (
        <div className={alerts.isPlaceholderData ? 'cf-stale' : undefined}>
          {mayDecide && <ChosenBar alerts={rows} {...choice} />}
          <ViolationsTable alerts={rows} choice={mayDecide ? choice : undefined} />
          <MoreButton
            shown={rows.length}
            total={total}
            hasMore={alerts.hasNextPage}
            loading={alerts.isFetchingNextPage}
            onMore={() => void alerts.fetchNextPage()}
          />
        </div>
      )}
      <p className="pf-v6-screen-reader" role="status">
        {alerts.isSuccess ? t('violations.found', { count: total }) : ''}
      </p>
    </>
  );
}

function useChoice(): Choice {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const onChoose = (alerts: string[], isChosen: boolean) => {
    setChosen(
      (before) => new Set(isChosen ? [...before, ...alerts] : [...before].filter((id) => !alerts.includes(id))),
    );
  };
  return { chosen, onChoose };
}

interface FiltersProps {
  filters: BoardFilters;
  onChange: (next: { [Key in keyof BoardFilters]?: BoardFilters[Key] | undefined }) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const move = useCallback(
    (next: { [Key in keyof BoardFilters]?: BoardFilters[Key] | undefined }) => {
      onChange('site' in next ? { ...next, device: undefined } : next);
    },
    [onChange],
  );
  return (
    <PlaceFilters searchLabel={t('filter.searchAlerts')} filters={filters} onChange={move}>
      <DeviceSelect
        site={filters.site}
        value={filters.device}
        onChoose={(device) => {
          onChange({ device });
        }}
      />
      <ToggleGroup aria-label={t('filter.state')}>
        {STATES.map((state) => (
          <ToggleGroupItem
            key={state}
            text={state === 'all' ? t('filter.all') : t(`state.${state}`)}
            buttonId={`state-${state}`}
            isSelected={(filters.state ?? 'open') === state}
            onChange={() => {
              onChange({ state: state === 'open' ? undefined : state });
            }}
          />
        ))}
      </ToggleGroup>
    </PlaceFilters>
  );
}

function scopeOf({ state, ...filters }: BoardFilters): AlertScope {
  return state === 'all' ? filters : { ...filters, state: state ?? 'open' };
}

function dropUndefined(filters: { [Key in keyof BoardFilters]?: BoardFilters[Key] | undefined }): BoardFilters {
  const { site, zone, device, severity, state, q } = filters;
  return {
    ...(site !== undefined && { site }),
    ...(zone !== undefined && { zone }),
    ...(device !== undefined && { device }),
    ...(severity !== undefined && { severity }),
    ...(state !== undefined && { state }),
    ...(q !== undefined && { q }),
  };
}
