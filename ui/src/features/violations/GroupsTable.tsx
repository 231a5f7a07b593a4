import { Button } from '@patternfly/react-core';
import AngleDownIcon from '@patternfly/react-icons/dist/esm/icons/angle-down-icon';
import AngleRightIcon from '@patternfly/react-icons/dist/esm/icons/angle-right-icon';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AlertGroup } from '../../shared/api/client';
import { alertsQuery, useSiteNames, type AlertScope } from '../../shared/api/queries';
import { Ago } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import { MoreButton } from '../../shared/ui/MoreButton';
import { SeverityCounts } from '../../shared/ui/SeverityCounts';
import type { Grouping } from './boardFilters';
import { ViolationsTable } from './ViolationsTable';

interface GroupsTableProps {
  groups: AlertGroup[];
  by: Grouping;
  /** What the groups were made of. */
  scope: AlertScope;
}

/** Violations that have something in common, a line each; a line opens to the violations themselves. */
export function GroupsTable({ groups, by, scope }: GroupsTableProps) {
  const { t } = useTranslation();
  return (
    <ul className="cf-groups" aria-label={t(`violations.group.${by}`)}>
      {groups.map((group) => (
        <Group key={`${group.site ?? ''}/${group.key}`} group={group} by={by} scope={scope} />
      ))}
    </ul>
  );
}

function Group({ group, by, scope }: { group: AlertGroup; by: Grouping; scope: AlertScope }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const [isOpen, setIsOpen] = useState(false);
  const { site, key, name, count, severities, last } = group;
  const id = `group-${site ?? ''}-${key}`;
  const title = by === 'destination' && key === '' ? t('violations.nobody') : name;
  return (
    <li className="cf-group">
      <div className="cf-group__line">
        <Button
          variant="plain"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={t(isOpen ? 'violations.group.close' : 'violations.group.open', { name: title })}
          icon={isOpen ? <AngleDownIcon /> : <AngleRightIcon />}
          onClick={() => {
            setIsOpen(!isOpen);
          }}
        />
        <span className="cf-group__name">
          {by === 'device' || key === '' ? title : <Code>{title}</Code>}
          {site !== undefined && <span className="cf-small"> {siteName(site)}</span>}
        </span>
        <SeverityCounts counts={severities} />
        <span className="cf-group__count">{t('violations.found', { count })}</span>
        <span className="cf-small">
          <Ago at={last} />
        </span>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Members scope={{ ...scope, ...partOf(group, by) }} />}
      </div>
    </li>
  );
}

/** The filter that leaves a group's own violations over. */
function partOf({ site, key }: AlertGroup, by: Grouping): AlertScope {
  switch (by) {
    case 'device':
      return { ...(site !== undefined && { site }), device: key };
    case 'rule':
      return { origin: key };
    case 'destination':
      return { peer: key };
  }
}

function Members({ scope }: { scope: AlertScope }) {
  const alerts = useInfiniteQuery(alertsQuery(scope));
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  if (alerts.isPending) {
    return <LoadingRows rows={2} />;
  }
  if (alerts.isError && rows.length === 0) {
    return <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />;
  }
  return (
    <div className="cf-group__members">
      <ViolationsTable alerts={rows} isPart />
      {alerts.hasNextPage && (
        <MoreButton shown={rows.length} total={alerts.data?.pages.at(-1)?.total ?? rows.length} pages={alerts} />
      )}
    </div>
  );
}
