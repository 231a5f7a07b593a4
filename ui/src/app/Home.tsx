import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';

import { callerQuery } from '../shared/api/queries';
import { maySee } from './places';

/** The first page that a person may see. */
export function Home() {
  const { data: caller } = useQuery(callerQuery);
  const [first] = caller ? maySee(caller) : [];
  return first && <Navigate to={first} replace />;
}
