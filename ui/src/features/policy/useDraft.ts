import { useEffect, useState } from 'react';

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

  useEffect(() => {
    if (!isChanged) {
      dropDraft();
      return;
    }
    setIsKept(keepDraft({ by, at: new Date().toISOString(), text, base }));
  }, [by, text, base, isChanged]);

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
    /** Begins again from what is in force. */
    discard: () => {
      dropDraft();
      setRestored(undefined);
      setBase(start);
      setText(start.text);
    },
  };
}
