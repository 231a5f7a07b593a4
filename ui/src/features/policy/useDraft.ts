import { useCallback, useEffect, useRef, useState } from 'react';

import { dropDraft, keepDraft, readDraft, type Base } from './draft';

/**
 * A change of the policy that outlives a reload, the end of the session and the browser. It is kept as long as it differs
 * from what it began from.
 *
 * @param start what a change begins from when none is kept
 * @param proposed the text that it then begins with
 */
export function useDraft(by: string, start: Base, proposed = start.text) {
  const [restored, setRestored] = useState(() => readDraft(by));
  const [base, setBase] = useState<Base>(restored?.base ?? start);
  const [text, setText] = useState(restored?.text ?? proposed);
  const [isKept, setIsKept] = useState(true);
  const isChanged = text !== base.text;
  const kept = useRef(restored?.text);

  const drop = useCallback(() => {
    if (kept.current !== undefined) {
      dropDraft(by, kept.current);
      kept.current = undefined;
    }
  }, [by]);

  useEffect(() => {
    if (!isChanged) {
      drop();
      return;
    }
    kept.current = text;
    setIsKept(keepDraft(by, { at: new Date().toISOString(), text, base }));
  }, [by, text, base, isChanged, drop]);

  return {
    text,
    setText,
    base,
    /** Goes on from another version; the text stays. */
    rebase: setBase,
    isChanged,
    /** False when the browser keeps nothing: then a reload loses the change. */
    isKept,
    /** What was kept from before; absent when nothing was. */
    restored,
    /** Keeps the change no longer. */
    drop,
    /** Begins again from what is in force. */
    discard: () => {
      drop();
      setRestored(undefined);
      setBase(start);
      setText(start.text);
    },
  };
}
