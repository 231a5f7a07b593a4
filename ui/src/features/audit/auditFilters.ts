import { isText } from '../../shared/isText';

/** What a person can decide, by the name that the collector has for it. */
export const ACTIONS = [
  'acknowledge',
  'unacknowledge',
  'mute',
  'unmute',
  'resolve',
  'reopen',
  'note',
  'adopt',
  'invite',
  'enrol',
  'revoke',
  'policy',
] as const;

export type Action = (typeof ACTIONS)[number];

/** Which decisions the trail shows, as it stands in the address. */
export interface AuditFilters {
  site?: string;
  action?: Action;
}

/** Takes what it understands from an address, and leaves the rest. */
export function auditFilters({ site, action }: Record<string, unknown>): AuditFilters {
  const known = ACTIONS.find((one) => one === action);
  return {
    ...(isText(site) && { site }),
    ...(known && { action: known }),
  };
}
