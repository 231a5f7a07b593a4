import { expect, test } from 'vitest';

import { diffLines, hunksOf, type DiffLine } from './lineDiff';
import { merge } from './merge';

function signs(before: string, after: string): string {
  const sign = { same: ' ', added: '+', removed: '-' };
  return diffLines(before, after)
    .map(({ kind, text }) => sign[kind] + text)
    .join('|');
}

/** What a text becomes by the lines of a difference. */
function replayed(lines: DiffLine[], without: DiffLine['kind']): string {
  return lines
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => `${text}\n`)
    .join('');
}

test.each([
  ['a\nb\nc\n', 'a\nx\nc\n', ' a|-b|+x| c'],
  ['', 'a\n', '+a'],
  ['a\n', '', '-a'],
  ['a\nb\n', 'a\nb\n', ' a| b'],
  ['a\nb\nc\nd\n', 'b\nc\nd\ne\n', '-a| b| c| d|+e'],
  ['a\n', 'a', ' a'],
])('%j becomes %j', (before, after, expected) => {
  expect(signs(before, after)).toBe(expected);
});

test('lines keep their numbers on both sides', () => {
  expect(diffLines('a\nb\n', 'x\nb\n')).toEqual([
    { kind: 'removed', text: 'a', before: 1 },
    { kind: 'added', text: 'x', after: 1 },
    { kind: 'same', text: 'b', before: 2, after: 2 },
  ]);
});

test('whatever two texts are, the difference leads from one to the other', () => {
  let seed = 11;
  const draw = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const text = () => Array.from({ length: draw(12) }, () => `${String.fromCharCode(97 + draw(4))}\n`).join('');
  for (let round = 0; round < 500; round++) {
    const before = text();
    const after = text();

    const lines = diffLines(before, after);

    expect(replayed(lines, 'added')).toBe(before);
    expect(replayed(lines, 'removed')).toBe(after);
  }
});

test('changes far apart stand in hunks of their own, near ones together', () => {
  const lines = Array.from({ length: 40 }, (_none, index) => `line ${String(index)}`);
  const changed = lines.map((line, index) => (index === 2 || index === 5 || index === 30 ? `${line}!` : line));

  const hunks = hunksOf(diffLines(lines.join('\n'), changed.join('\n')), 3);

  expect(hunks.map(({ lines: shown }) => [shown[0]?.before, shown.at(-1)?.before])).toEqual([
    [1, 9],
    [28, 34],
  ]);
});

test('changes of different places are joined', () => {
  const base = 'a\nb\nc\nd\ne\nf\n';

  expect(merge(base, 'a\nB\nc\nd\ne\nf\n', 'a\nb\nc\nd\nE\nf\ng\n')).toEqual({
    text: 'a\nB\nc\nd\nE\nf\ng\n',
    conflicts: 0,
  });
});

test('the same change of both is taken once', () => {
  expect(merge('a\nb\n', 'a\nB\n', 'a\nB\n')).toEqual({ text: 'a\nB\n', conflicts: 0 });
});

test('what both changed differently is kept twice, between marks', () => {
  expect(merge('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n')).toEqual({
    text: 'a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> theirs\nc\n',
    conflicts: 1,
  });
});

test('a change of one alone is that change', () => {
  let seed = 5;
  const draw = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const text = () => Array.from({ length: draw(12) }, () => `${String.fromCharCode(97 + draw(4))}\n`).join('');
  for (let round = 0; round < 300; round++) {
    const base = text();
    const other = text();

    expect(merge(base, other, base)).toEqual({ text: other, conflicts: 0 });
    expect(merge(base, base, other)).toEqual({ text: other, conflicts: 0 });
  }
});
