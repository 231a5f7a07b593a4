import type { DeviceRemark } from '../../shared/api/client';

type Link = DeviceRemark['links'][number];

/** Tags as one line, and back. */
export function tagsOf(line: string): string[] {
  return [...new Set(line.toLowerCase().split(/[\s,]+/))].filter((tag) => tag !== '');
}

/** Links as lines of a title and an address, and back; a line without a title is its own. */
export function linksOf(lines: string): Link[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const start = line.search(/\S+$/);
      const url = line.slice(start);
      return { title: start === 0 ? url : line.slice(0, start).trim(), url };
    });
}

export function linesOf(links: readonly Link[]): string {
  return links.map(({ title, url }) => (title === url ? url : `${title} ${url}`)).join('\n');
}
