import { diffLines, linesOf } from './lineDiff';

export interface Merge {
  text: string;
  /** How many places both changed, each in another way; they stand in the text between marks. */
  conflicts: number;
}

/** What stands in place of some lines of the base: none of them, from `from` on, `lines` instead. */
interface Change {
  from: number;
  to: number;
  lines: string[];
}

/** Joins two changes of one text. What both changed differently is kept twice, between marks that no policy can have. */
export function merge(base: string, mine: string, theirs: string): Merge {
  const lines = linesOf(base);
  const mineChanges = changesOf(base, mine);
  const theirChanges = changesOf(base, theirs);
  const merged: string[] = [];
  let conflicts = 0;
  let at = 0;
  while (mineChanges.length > 0 || theirChanges.length > 0) {
    const start = Math.min(mineChanges[0]?.from ?? Infinity, theirChanges[0]?.from ?? Infinity);
    merged.push(...lines.slice(at, start));
    let end = start;
    const ofMine: Change[] = [];
    const ofTheirs: Change[] = [];
    // Takes in whatever touches what was taken in before.
    for (let grows = true; grows;) {
      grows = false;
      for (const [changes, taken] of [
        [mineChanges, ofMine],
        [theirChanges, ofTheirs],
      ] as const) {
        const next = changes[0];
        if (next && (next.from < end || next.from === start || (next.from === end && end > start && next.to === end))) {
          changes.shift();
          taken.push(next);
          end = Math.max(end, next.to);
          grows = true;
        }
      }
    }
    const myLines = applied(lines, start, end, ofMine);
    const theirLines = applied(lines, start, end, ofTheirs);
    if (ofTheirs.length === 0 || myLines.join('\n') === theirLines.join('\n')) {
      merged.push(...myLines);
    } else if (ofMine.length === 0) {
      merged.push(...theirLines);
    } else {
      conflicts += 1;
      merged.push('<<<<<<< yours', ...myLines, '=======', ...theirLines, '>>>>>>> theirs');
    }
    at = end;
  }
  merged.push(...lines.slice(at));
  return { text: merged.length === 0 ? '' : `${merged.join('\n')}\n`, conflicts };
}

function changesOf(base: string, other: string): Change[] {
  const changes: Change[] = [];
  let at = 0;
  let open: Change | undefined;
  for (const { kind, text } of diffLines(base, other)) {
    if (kind === 'same') {
      open = undefined;
      at += 1;
      continue;
    }
    if (!open) {
      open = { from: at, to: at, lines: [] };
      changes.push(open);
    }
    if (kind === 'removed') {
      at += 1;
      open.to = at;
    } else {
      open.lines.push(text);
    }
  }
  return changes;
}

function applied(lines: string[], start: number, end: number, changes: Change[]): string[] {
  const result: string[] = [];
  let at = start;
  for (const { from, to, lines: instead } of changes) {
    result.push(...lines.slice(at, from), ...instead);
    at = to;
  }
  return [...result, ...lines.slice(at, end)];
}
