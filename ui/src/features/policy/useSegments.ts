import { useQuery } from '@tanstack/react-query';

import { seenAtQuery } from '../../shared/api/policyQueries';
import { localAddresses, segmentsOf, vlansOf, type Segment } from './segments';

/** The blocks of addresses and the VLANs that sensors saw at a site lately. */
export function useSegments(site: string | undefined): { segments: Segment[]; vlans: number[] } {
  const { data: seen } = useQuery(seenAtQuery(site));
  if (!seen) {
    return { segments: [], vlans: [] };
  }
  const { devices, flows, questions } = seen;
  const addresses = [...devices.flatMap((device) => device.addresses), ...localAddresses(flows, questions)];
  return { segments: segmentsOf(addresses), vlans: vlansOf(flows) };
}
