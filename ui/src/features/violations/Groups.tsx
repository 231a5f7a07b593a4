import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { alertGroupsQuery, type AlertScope } from '../../shared/api/queries';
import { Failure } from '../../shared/ui/Failure';
import { LoadingRows } from '../../shared/ui/Loading';
import type { Grouping } from './boardFilters';
import { GroupsTable } from './GroupsTable';
import { NoViolations } from './NoViolations';

interface GroupsProps {
  by: Grouping;
  scope: AlertScope;
  filtered: boolean;
  onClear: () => void;
}

/** The violations counted together, the largest group first. */
export function Groups({ by, scope, filtered, onClear }: GroupsProps) {
  const { t } = useTranslation();
  const groups = useQuery(alertGroupsQuery(by, scope));
  if (groups.isPending) {
    return <LoadingRows />;
  }
  if (!groups.data) {
    return <Failure error={groups.error} onRetry={() => void groups.refetch()} />;
  }
  if (groups.data.items.length === 0) {
    return <NoViolations filtered={filtered} onClear={onClear} />;
  }
  return (
    <div className={groups.isPlaceholderData ? 'cf-stale' : undefined}>
      <GroupsTable groups={groups.data.items} by={by} scope={scope} />
      <p className="cf-more" role="status">
        {groups.data.complete
          ? t('violations.group.shown', { count: groups.data.items.length })
          : t('violations.group.largest', { count: groups.data.items.length })}
      </p>
    </div>
  );
}
