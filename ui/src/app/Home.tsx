import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';

import { OverviewPage } from '../features/overview/OverviewPage';
import { callerQuery } from '../shared/api/queries';
import { maySee } from './places';

/** The overview, or the first page that a person may see instead. */
export function Home() {
  const { data: caller } = useQuery(callerQuery);
  const [first] = caller ? maySee(caller) : [];
  if (first === undefined) {
    return null;
  }
  return first === '/' ? <OverviewPage /> : <Navigate to={first} replace />;
}
