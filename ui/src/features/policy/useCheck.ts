import { useQuery } from '@tanstack/react-query';

import { policyCheckQuery, type PolicyProblem } from '../../shared/api/policyQueries';
import { useDebounced } from './useDebounced';

const CHECK_AFTER_MILLIS = 400;
const NONE: PolicyProblem[] = [];

/** What is wrong with a text, asked when the typing pauses. The last answer stands until the next one comes. */
export function useCheck(text: string) {
  const settled = useDebounced(text, CHECK_AFTER_MILLIS);
  const check = useQuery(policyCheckQuery(settled));
  return {
    problems: check.data ?? NONE,
    isChecking: check.isFetching || settled !== text,
    error: check.error,
  };
}
