export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** The line's number before and after, from 1; absent where it is not. */
  before?: number;
  after?: number;
}

/** More different lines than this are told as all removed and all added: comparing them takes time and tells little. */
const MOST_EDITS = 4_000;

/** How a text became another, line by line, in the fewest steps (Myers 1986). */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) {
    start += 1;
  }
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) {
    end += 1;
  }
  const middle = editsOf(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const kinds: DiffLine['kind'][] = [
    ...Array.from({ length: start }, () => 'same' as const),
    ...middle,
    ...Array.from({ length: end }, () => 'same' as const),
  ];
  return numbered(kinds, old, now);
}

export interface Hunk {
  lines: DiffLine[];
}

/** The changed lines with some unchanged ones around them. */
export function hunksOf(lines: readonly DiffLine[], context = 3): Hunk[] {
  const hunks: Hunk[] = [];
  let lastShown = -1;
  lines.forEach(({ kind }, index) => {
    if (kind === 'same') {
      return;
    }
    const from = Math.max(index - context, lastShown + 1, 0);
    const to = Math.min(index + context, lines.length - 1);
    const previous = hunks.at(-1);
    if (previous && from <= lastShown + 1) {
      previous.lines.push(...lines.slice(lastShown + 1, to + 1));
    } else {
      hunks.push({ lines: lines.slice(from, to + 1) });
    }
    lastShown = Math.max(to, lastShown);
  });
  return hunks;
}

/** The lines of a text; the end of the last line begins no new one. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}

function editsOf(old: string[], now: string[]): DiffLine['kind'][] {
  const most = old.length + now.length;
  const all: DiffLine['kind'][] = [...old.map(() => 'removed' as const), ...now.map(() => 'added' as const)];
  // How far each diagonal got, by the number of edits.
  const rounds: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(most, MOST_EDITS); edits++) {
    const next = new Map(reached);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepInto(reached, diagonal, edits);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) {
        x += 1;
      }
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) {
        rounds.push(reached);
        return backwards(rounds, old.length, now.length);
      }
    }
    rounds.push(reached);
    reached = next;
  }
  return all;
}

function stepInto(reached: Map<number, number>, diagonal: number, edits: number): number {
  const left = reached.get(diagonal - 1) ?? -1;
  const above = reached.get(diagonal + 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1;
}

function backwards(rounds: Map<number, number>[], oldLength: number, nowLength: number): DiffLine['kind'][] {
  const kinds: DiffLine['kind'][] = [];
  let x = oldLength;
  let y = nowLength;
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const reached = rounds[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const left = reached.get(diagonal - 1) ?? -1;
    const above = reached.get(diagonal + 1) ?? -1;
    const isAdded = diagonal === -edits || (diagonal !== edits && left < above);
    const fromX = edits === 0 ? 0 : isAdded ? above : left;
    const fromY = edits === 0 ? 0 : fromX - (isAdded ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      kinds.push('same');
      x -= 1;
      y -= 1;
    }
    if (edits > 0) {
      kinds.push(isAdded ? 'added' : 'removed');
      x = fromX;
      y = fromY;
    }
  }
  return kinds.reverse();
}

function numbered(kinds: DiffLine['kind'][], old: string[], now: string[]): DiffLine[] {
  let before = 0;
  let after = 0;
  return kinds.map((kind): DiffLine => {
    if (kind === 'removed') {
      before += 1;
      return { kind, text: old[before - 1] ?? '', before };
    }
    after += 1;
    if (kind === 'added') {
      return { kind, text: now[after - 1] ?? '', after };
    }
    before += 1;
    return { kind, text: now[after - 1] ?? '', before, after };
  });
}
