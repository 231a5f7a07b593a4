import { useCallback, useMemo } from 'react';

interface Pages<Row> {
  data: { pages: { items: Row[] }[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface LongList<Row> {
  rows: Row[];
  /** Gets the next page when the end of the list comes near; after a failure only a person asks again. */
  more: () => void;
}

/** What has come of a list that comes page by page, and the way to more of it. */
export function useLongList<Row>(pages: Pages<Row>): LongList<Row> {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return { rows, more };
}
