const FIRST_RETRY_MILLIS = 1_000;
const LONGEST_RETRY_MILLIS = 15_000;

interface Listener {
  /** What to do at each event of a name. */
  events: Record<string, () => void>;
  /** The stream is open; again, when it was open or lost before: something may have happened in between. */
  onOpen?: (again: boolean) => void;
  onLost?: () => void;
}

/**
 * Listens to a stream of events until what is returned is called. A lost stream is opened again, later and later. One that
 * the collector ended, which it does every few minutes, is opened again at once and is not lost.
 */
export function listen(url: string, { events, onOpen, onLost }: Listener): () => void {
  let stream: EventSource | undefined;
  let retryMillis = FIRST_RETRY_MILLIS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  const open = () => {
    stream = new EventSource(url);
    stream.addEventListener('open', () => {
      retryMillis = FIRST_RETRY_MILLIS;
      onOpen?.(again);
      again = false;
    });
    for (const [name, does] of Object.entries(events)) {
      stream.addEventListener(name, does);
    }
    stream.addEventListener('ended', () => {
      again = true;
      stream?.close();
      open();
    });
    stream.addEventListener('error', () => {
      again = true;
      onLost?.();
      if (stream?.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(open, retryMillis);
        retryMillis = Math.min(retryMillis * 2, LONGEST_RETRY_MILLIS);
      }
    });
  };

  open();
  return () => {
    stream?.close();
    clearTimeout(retry);
  };
}
