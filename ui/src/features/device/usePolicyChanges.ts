import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import type { PolicyVersion } from '../../shared/api/client';
import { policyVersionsQuery } from '../../shared/api/policyQueries';
import { callerQuery } from '../../shared/api/queries';

interface PolicyChanges {
  versions: PolicyVersion[];
  /** Whether the person may see changes of the policy at all. */
  visible: boolean;
}

/** Changes of the policy, for those who see all sites. */
export function usePolicyChanges(): PolicyChanges {
  const { data: caller } = useQuery(callerQuery);
  const visible = caller?.sites.includes('*') ?? false;
  const { data } = useInfiniteQuery({ ...policyVersionsQuery, enabled: visible });
  return { versions: data?.pages.flatMap(({ items }) => items) ?? [], visible };
}
