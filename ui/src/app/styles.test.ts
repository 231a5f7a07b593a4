import { globSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

/** The classes that a file dresses wherever they stand. */
function classesOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^\.(cf-[\w-]+)(?= \{|,$)/gm)].flatMap(([, name = '']) => name);
}

test('a class is dressed by one file alone: all files may be on a page at once', () => {
  const dressedBy = new Map<string, Set<string>>();
  for (const file of globSync('src/**/*.css')) {
    for (const name of classesOf(file)) {
      dressedBy.set(name, (dressedBy.get(name) ?? new Set()).add(file));
    }
  }

  expect(dressedBy.size).toBeGreaterThan(150);
  expect([...dressedBy].filter(([, files]) => files.size > 1)).toEqual([]);
});
