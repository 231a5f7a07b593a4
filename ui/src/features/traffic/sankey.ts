import type { TopEntry } from '../../shared/api/client';
import { VERDICTS, type Verdict } from '../../shared/api/trafficScope';

/** One end in the picture: a device on the left or a destination on the right. */
export interface Node {
  key: string;
  /** Absent for all others together. */
  entry: Pick<TopEntry, 'site' | 'device' | 'peer'> | undefined;
  value: number;
  top: number;
  height: number;
}

/** What went from a device to a destination. */
export interface Ribbon {
  from: Node;
  to: Node;
  entry: TopEntry | undefined;
  value: number;
  /** What the policy says of it. */
  verdict: Verdict;
  fromTop: number;
  toTop: number;
  height: number;
  toHeight: number;
}

export interface Sankey {
  left: Node[];
  right: Node[];
  ribbons: Ribbon[];
  height: number;
}

/** Pixels: a row of text fits into each node, which is also what a finger can hit. */
const LEAST_HEIGHT = 26;
const GAP = 6;
const SCALE_HEIGHT = 420;

/** How much there is of what the policy says. */
export type Values = (entry: TopEntry) => Record<Verdict, number>;

interface Pair {
  from: string;
  to: string;
  entry: TopEntry | undefined;
  value: number;
  verdict: Verdict;
}

/**
 * Places devices on the left, destinations on the right and ribbons between them, each as high as it has a value: one
 * for each thing that the policy says. Destinations beyond {@code most} stand together as one, whose key is empty.
 */
export function sankeyOf(entries: readonly TopEntry[], valuesOf: Values, most: number): Sankey {
  const valueOf = (entry: TopEntry) => VERDICTS.reduce((sum, verdict) => sum + valuesOf(entry)[verdict], 0);
  const some = entries.filter((entry) => valueOf(entry) > 0);
  const kept = new Set(
    ranked(some, ({ peer }) => peer ?? '', valueOf)
      .slice(0, most)
      .map(([key]) => key),
  );
  const pairs = merged(
    some.flatMap((entry) =>
      VERDICTS.filter((verdict) => valuesOf(entry)[verdict] > 0).map((verdict) => ({
        from: deviceKey(entry),
        to: kept.has(entry.peer ?? '') ? (entry.peer ?? '') : '',
        entry,
        value: valuesOf(entry)[verdict],
        verdict,
      })),
    ),
  );
  const whole = pairs.reduce((sum, { value }) => sum + value, 0);
  const left = column(some, deviceKey, pairs, ({ from }) => from, whole);
  const right = column(
    some,
    ({ peer }) => peer ?? '',
    pairs,
    ({ to }) => to,
    whole,
  );
  return {
    left,
    right,
    ribbons: ribbons(pairs, left, right),
    height: Math.max(end(left), end(right)),
  };
}

export function deviceKey({ site, device }: Pick<TopEntry, 'site' | 'device'>): string {
  return `${site ?? ''}/${device ?? ''}`;
}

function ranked(
  entries: readonly TopEntry[],
  keyOf: (entry: TopEntry) => string,
  valueOf: (entry: TopEntry) => number,
) {
  const sums = new Map<string, number>();
  for (const entry of entries) {
    sums.set(keyOf(entry), (sums.get(keyOf(entry)) ?? 0) + valueOf(entry));
  }
  return [...sums].sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
}

/** All of one verdict that goes from one node to another is one ribbon. */
function merged(pairs: Pair[]): Pair[] {
  const found = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = `${pair.from}\n${pair.to}\n${pair.verdict}`;
    const known = found.get(key);
    found.set(key, known ? { ...known, entry: undefined, value: known.value + pair.value } : pair);
  }
  return [...found.values()];
}

function column(
  entries: readonly TopEntry[],
  keyOf: (entry: TopEntry) => string,
  pairs: readonly Pair[],
  end: (pair: Pair) => string,
  whole: number,
): Node[] {
  const sums = new Map<string, number>();
  for (const pair of pairs) {
    sums.set(end(pair), (sums.get(end(pair)) ?? 0) + pair.value);
  }
  let top = 0;
  return [...sums]
    .sort(([one, a], [other, b]) => Number(one === '') - Number(other === '') || b - a || one.localeCompare(other))
    .map(([key, value]) => {
      const height = Math.max(LEAST_HEIGHT, (value / whole) * SCALE_HEIGHT);
      const node = { key, entry: entries.find((entry) => keyOf(entry) === key && key !== ''), value, top, height };
      top += height + GAP;
      return node;
    });
}

function ribbons(pairs: readonly Pair[], left: readonly Node[], right: readonly Node[]): Ribbon[] {
  const used = new Map<Node, number>();
  const place = (node: Node) => right.indexOf(node);
  return left.flatMap((from) =>
    pairs
      .filter((pair) => pair.from === from.key)
      .flatMap((pair) => right.filter(({ key }) => key === pair.to).map((to) => ({ pair, to })))
      .sort((one, other) => place(one.to) - place(other.to))
      .map(({ pair, to }) => {
        const height = (pair.value / from.value) * from.height;
        const toHeight = (pair.value / to.value) * to.height;
        const fromTop = from.top + (used.get(from) ?? 0);
        const toTop = to.top + (used.get(to) ?? 0);
        used.set(from, (used.get(from) ?? 0) + height);
        used.set(to, (used.get(to) ?? 0) + toHeight);
        const { entry, value, verdict } = pair;
        return { from, to, entry, value, verdict, fromTop, toTop, height, toHeight };
      }),
  );
}

function end(nodes: readonly Node[]): number {
  const last = nodes.at(-1);
  return last ? last.top + last.height : 0;
}
