import { noop, type QueryClient } from '@tanstack/react-query';

import { boardFilters, scopeOf, type BoardFilters } from '../features/violations/boardFilters';
import { alertCountQuery, alertsQuery, deviceChoicesQuery, overviewQuery, sitesQuery } from '../shared/api/queries';
import { SEVERITIES } from '../shared/ui/Severity';
import { parseSearch } from './search';

/** Asks for what a first page shows while the console is still being made ready, not only once the page is drawn. */
export function askAhead(queryClient: QueryClient, { pathname, search }: Pick<Location, 'pathname' | 'search'>): void {
  if (pathname === '/') {
    queryClient.query(overviewQuery).catch(noop);
  } else if (pathname === '/violations') {
    askForBoard(queryClient, boardFilters(parseSearch(search)));
  }
}

function askForBoard(queryClient: QueryClient, filters: BoardFilters): void {
  const scope = scopeOf(filters);
  if (filters.group === undefined) {
    queryClient.infiniteQuery(alertsQuery(scope)).catch(noop);
  }
  for (const severity of SEVERITIES) {
    queryClient.query(alertCountQuery({ ...scope, severity: [severity] })).catch(noop);
  }
  queryClient.query(sitesQuery).catch(noop);
  queryClient.query(deviceChoicesQuery(filters.site)).catch(noop);
}
