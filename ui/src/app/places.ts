import type { Caller } from '../shared/api/client';

/** The parts of the console, in the order of the menu, and which roles see them. */
const PLACES = [
  { to: '/', roles: ['viewer', 'operator', 'admin'] },
  { to: '/violations', roles: ['viewer', 'operator', 'admin'] },
  { to: '/devices', roles: ['viewer', 'operator', 'admin'] },
  { to: '/traffic', roles: ['viewer', 'operator', 'admin'] },
  { to: '/sensors', roles: ['viewer', 'operator', 'admin'] },
  { to: '/reports', roles: ['viewer', 'operator', 'admin'] },
  { to: '/policy', roles: ['viewer', 'operator', 'admin'] },
  { to: '/audit', roles: ['auditor', 'admin'] },
  { to: '/settings', roles: ['viewer', 'operator', 'admin', 'auditor'] },
] as const;

export type Place = (typeof PLACES)[number]['to'];

/** What of the console somebody may see; the collector refuses everything else. */
export function maySee({ roles }: Pick<Caller, 'roles'>): Place[] {
  return PLACES.filter((place) => place.roles.some((role) => roles.includes(role))).map(({ to }) => to);
}
