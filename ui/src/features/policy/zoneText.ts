import { eachScalar, type Scalar } from './editor/place';

export interface Zone {
  id: string;
  subnets: string[];
  vlans: number[];
  detail?: 'aggregated' | 'counts';
}

export interface Insertion {
  text: string;
  /** The line of the new zone, from 1. */
  line: number;
}

const PLAIN = /^[A-Za-z0-9_./-][A-Za-z0-9_./:-]*$/;

/** A zone as the language writes it, in one line. */
export function zoneLine({ id, subnets, vlans, detail }: Zone): string {
  const parts = [
    `id: ${quoted(id)}`,
    subnets.length > 0 && `subnets: [${subnets.map(quoted).join(', ')}]`,
    vlans.length > 0 && `vlans: [${vlans.join(', ')}]`,
    detail && `detail: ${detail}`,
  ];
  return `{ ${parts.filter((part) => part !== false && part !== undefined).join(', ')} }`;
}

/** Writes a zone into a policy, below its site, and the site too where there is none of that id. */
export function insertZone(text: string, site: string, zone: Zone): Insertion {
  const scalars: Scalar[] = [];
  eachScalar(text, (scalar) => scalars.push(scalar));
  const id = scalars.find((one) => !one.isKey && pathOf(one) === 'sites.-.id' && one.value === site);
  if (!id) {
    return insertSite(text, site, zone, scalars);
  }
  const zones = scalars.find(
    (one) => one.isKey && one.entry === id.entry && pathOf(one) === 'sites.-' && one.value === 'zones',
  );
  if (zones) {
    return insertItem(text, zones, zoneLine(zone));
  }
  if (id.inFlow) {
    return insertAt(text, endOfWord(text, id), `, zones: [${zoneLine(zone)}]`);
  }
  const key = scalars.find(
    (one) => one.isKey && one.entry === id.entry && pathOf(one) === 'sites.-' && one.value === 'id',
  );
  const indent = ' '.repeat(columnOf(text, key?.from ?? id.from));
  return insertLines(text, endOfLine(text, id.from), [`${indent}zones:`, `${indent}  - ${zoneLine(zone)}`]);
}

function insertSite(text: string, site: string, zone: Zone, scalars: Scalar[]): Insertion {
  const sites = scalars.find((one) => one.isKey && one.path.length === 0 && one.value === 'sites');
  if (sites) {
    return insertItem(text, sites, `{ id: ${quoted(site)}, zones: [${zoneLine(zone)}] }`);
  }
  const head = text.trim() === '' ? 'curfew: 1\n' : text.endsWith('\n') ? text : `${text}\n`;
  return insertLines(head, head.length - 1, [
    'sites:',
    `  - id: ${quoted(site)}`,
    '    zones:',
    `      - ${zoneLine(zone)}`,
  ]);
}

/** One item more in the list that a key has, in the way that the list is written. */
function insertItem(text: string, key: Scalar, item: string): Insertion {
  const colon = text.indexOf(':', key.from + key.value.length);
  const after = text.slice(colon + 1);
  const bracket = /^\s*\[/.exec(after);
  if (bracket) {
    const open = colon + bracket[0].length;
    const close = closing(text, open);
    const isEmpty = text.slice(open + 1, close).trim() === '';
    return insertAt(text, text.slice(0, close).trimEnd().length, isEmpty ? item : `, ${item}`);
  }
  const column = columnOf(text, key.from);
  let end = endOfLine(text, key.from);
  let indent = ' '.repeat(column + 2);
  let seen = false;
  for (let at = end + 1; at < text.length; at = endOfLine(text, at) + 1) {
    const line = text.slice(at, endOfLine(text, at));
    const here = line.length - line.trimStart().length;
    const belongs = here > column || (here === column && line.trimStart().startsWith('-'));
    if (line.trim() !== '' && !belongs) {
      break;
    }
    if (line.trim() !== '') {
      end = endOfLine(text, at);
      if (!seen && line.trimStart().startsWith('-')) {
        indent = ' '.repeat(here);
        seen = true;
      }
    }
  }
  return insertLines(text, end, [`${indent}- ${item}`]);
}

function insertLines(text: string, end: number, lines: string[]): Insertion {
  const before = text.slice(0, end);
  const after = text.slice(end);
  const next = `${before}\n${lines.join('\n')}${after === '' ? '\n' : after}`;
  return { text: next, line: before.split('\n').length + lines.length };
}

function insertAt(text: string, offset: number, insert: string): Insertion {
  return {
    text: text.slice(0, offset) + insert + text.slice(offset),
    line: text.slice(0, offset).split('\n').length,
  };
}

function pathOf({ path }: Scalar): string {
  return path.map((step) => step ?? '-').join('.');
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function endOfWord(text: string, { from, value }: Scalar): number {
  return from + value.length + (/["']/.test(text.charAt(from)) ? 2 : 0);
}

/** Where what was opened is closed; the end of the text when it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quote !== '') {
      quote = sign === quote ? '' : quote;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
    } else if (sign === '[' || sign === '{') {
      depth += 1;
    } else if (sign === ']' || sign === '}') {
      depth -= 1;
      if (depth === 0) {
        return at;
      }
    }
  }
  return text.length;
}

export function quoted(value: string): string {
  return PLAIN.test(value) && !/^[\d.]+$|^(true|false|null|yes|no|on|off|~)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
