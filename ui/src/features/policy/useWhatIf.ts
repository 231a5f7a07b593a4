import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { askWhatIf } from '../../shared/api/whatIf';

/** A trial of a policy text on the past, and how much of the record is judged, from 0 to 1. */
export type WhatIfTrial = ReturnType<typeof useWhatIf>;

/** Tries a policy text on the record of a site. One at a time; leaving the page ends it. */
export function useWhatIf() {
  const [done, setDone] = useState(0);
  const running = useRef<AbortController>(undefined);
  const trial = useMutation({
    mutationFn: (request: { site: string; text: string }) => {
      running.current?.abort();
      running.current = new AbortController();
      setDone(0);
      return askWhatIf(request, setDone, running.current.signal);
    },
  });
  const cancel = () => {
    running.current?.abort();
    trial.reset();
  };
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  return { trial, done, cancel };
}
