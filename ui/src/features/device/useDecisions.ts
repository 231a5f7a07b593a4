import { useInfiniteQuery } from '@tanstack/react-query';

import type { AuditEntry, Caller, Device } from '../../shared/api/client';
import { auditQuery } from '../../shared/api/queries';

interface Decisions {
  decisions: AuditEntry[];
  /** Whether the person may see changes of the policy at all. */
  visible: boolean;
}

/** Changes of the policy, and what people said of a device, for those who may see the audit trail. */
export function useDecisions(caller: Caller | null | undefined, { site, id }: Pick<Device, 'site' | 'id'>): Decisions {
  const mayAudit = caller?.roles.some((role) => role === 'auditor' || role === 'admin') ?? false;
  const seesAll = caller?.sites.includes('*') ?? false;
  const policies = useInfiniteQuery({ ...auditQuery({ action: 'policy' }), enabled: mayAudit && seesAll });
  const remarks = useInfiniteQuery({ ...auditQuery({ site, action: 'adopt' }), enabled: mayAudit });
  const decisions = [
    ...(policies.data?.pages.flatMap(({ items }) => items) ?? []),
    ...(remarks.data?.pages.flatMap(({ items }) => items.filter(({ device }) => device === id)) ?? []),
  ];
  return { decisions, visible: mayAudit && seesAll };
}
