import { Label, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { FilterSelect } from '../../shared/ui/FilterSelect';
import { LiveIndicator } from '../../shared/ui/LiveIndicator';
import { PageHeader } from '../../shared/ui/PageHeader';
import { PlaceFilters } from '../../shared/ui/PlaceFilters';
import { DeviceSelect } from '../../shared/ui/PlaceSelects';
import { Board } from './Board';
import { GROUPINGS, scopeOf, STATES, type BoardFilters } from './boardFilters';
import { Groups } from './Groups';
import { SeverityTiles } from './SeverityTiles';

import './violations.css';

const route = getRouteApi('/violations');

/** All sites on one board, newest first. The address says what is shown. */
export function ViolationsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const scope = scopeOf(filters);
  const filtered = Object.keys(filters).some((key) => key !== 'group');

  const change = useCallback(
    (next: { [Key in keyof BoardFilters]?: BoardFilters[Key] | undefined }) => {
      void navigate({ search: (now) => dropUndefined({ ...now, ...next }), replace: true });
    },
    [navigate],
  );
  const clear = useCallback(() => {
    void navigate({ search: {} });
  }, [navigate]);

  return (
    <>
      <PageHeader title={t('violations.title')} subtitle={t('violations.subtitle')} aside={<LiveIndicator />} />
      <SeverityTiles
        scope={scope}
        state={filters.state ?? 'open'}
        chosen={filters.severity ?? []}
        onChoose={(severity) => {
          change({ severity: severity.length > 0 ? severity : undefined });
        }}
      />
      <Filters filters={filters} onChange={change} />
      {filters.group ? (
        <Groups by={filters.group} scope={scope} filtered={filtered} onClear={clear} />
      ) : (
        <Board scope={scope} filtered={filtered} onClear={clear} />
      )}
    </>
  );
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
      <DeviceSelect site={filters.site} value={filters.device} onChoose={onChange} />
      <FilterSelect
        label={t('violations.group.label')}
        all={t('violations.group.none')}
        value={filters.group}
        choices={GROUPINGS.map((id) => ({ id, label: t(`violations.group.${id}`) }))}
        onChoose={(id) => {
          onChange({ group: GROUPINGS.find((one) => one === id) });
        }}
      />
      {(['origin', 'peer'] as const).map(
        (key) =>
          filters[key] !== undefined && (
            <Label
              key={key}
              closeBtnAriaLabel={t('violations.without', { what: filters[key] })}
              onClose={() => {
                onChange({ [key]: undefined });
              }}
            >
              {t(`violations.only.${key}`, { what: filters[key] })}
            </Label>
          ),
      )}
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

function dropUndefined(filters: { [Key in keyof BoardFilters]?: BoardFilters[Key] | undefined }): BoardFilters {
  const { site, zone, device, severity, state, origin, peer, group, q } = filters;
  return {
    ...(site !== undefined && { site }),
    ...(zone !== undefined && { zone }),
    ...(device !== undefined && { device }),
    ...(severity !== undefined && { severity }),
    ...(state !== undefined && { state }),
    ...(origin !== undefined && { origin }),
    ...(peer !== undefined && { peer }),
    ...(group !== undefined && { group }),
    ...(q !== undefined && { q }),
  };
}
