import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { listedDevicesQuery, policySchemaQuery } from '../../shared/api/policyQueries';
import { sitesQuery } from '../../shared/api/queries';
import type { Knowledge } from './editor/assistance';
import { readSchema } from './editor/schema';
import { noWords } from './editor/words';

/** What the editor knows: the language, and the names that the sites have beside those of the text. */
export function useKnowledge(): Knowledge {
  const { data: document } = useQuery(policySchemaQuery);
  const { data: sites } = useQuery(sitesQuery);
  const { data: devices } = useQuery(listedDevicesQuery);
  return useMemo(
    () => ({
      schema: document === undefined ? undefined : readSchema(document),
      words: {
        ...noWords(),
        sites: new Set(sites?.map(({ id }) => id)),
        zones: new Set(sites?.flatMap(({ zones }) => zones.map(({ id }) => id))),
        devices: new Set(devices?.map(({ id }) => id)),
        tags: new Set(devices?.flatMap(({ tags }) => tags)),
      },
    }),
    [document, sites, devices],
  );
}
