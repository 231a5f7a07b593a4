/** Where in a policy a place of its text is: what an editor needs to know, also while the text is half written. */
export interface Place {
  /** Keys from the outside in; null is an item of a list. */
  path: Step[];
  /** What belongs here: a key or a value, either (an item of a list that has just begun), or nothing (a comment). */
  wants: 'key' | 'value' | 'either' | 'nothing';
  /** What is written of it so far, and where that begins. */
  written: string;
  from: number;
  /** The keys that the same mapping has already. */
  keys: string[];
}

export type Step = string | null;

export interface Scalar {
  path: Step[];
  value: string;
  /** True for the key of a mapping. */
  isKey: boolean;
  from: number;
  /** The how manieth item it belongs to of the list below the outermost key. */
  entry: number;
  /** Whether it stands within braces or brackets. */
  inFlow: boolean;
}

interface Block {
  column: number;
  step: Step;
  keys: string[];
}

interface Flow {
  isList: boolean;
  key: string | undefined;
  keys: string[];
}

const KEY = /^("[^"]*"|'[^']*'|[^\s{}[\],#&*!|>'"%@`-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?=\s|$)/;
const END_OF_PLAIN = /[,{}[\]]|:(?=[\s,{}[\]]|$)|\s#/;

/** The place at an offset of a text. */
export function placeAt(text: string, offset: number): Place {
  return new Reader(() => undefined).read(text.slice(0, offset));
}

/** Tells each key and each value that stands in a text. */
export function eachScalar(text: string, tell: (scalar: Scalar) => void): void {
  new Reader(tell).read(text);
}

/** Reads the part of YAML that policies are written in; never fails, whatever it is given. */
class Reader {
  private readonly listener: (scalar: Scalar) => void;
  private readonly root: Block = { column: -1, step: null, keys: [] };
  private blocks: Block[] = [];
  private flows: Flow[] = [];
  /** The column of the key whose value is a text of several lines. */
  private literal: number | undefined;
  private entry = -1;

  constructor(tell: (scalar: Scalar) => void) {
    this.listener = tell;
  }

  private tell(scalar: Pick<Scalar, 'value' | 'isKey' | 'from'>): void {
    this.listener({ ...scalar, path: this.path(), entry: this.entry, inFlow: this.flows.length > 0 });
  }

  read(text: string): Place {
    let place = this.nothing(0);
    let offset = 0;
    for (const line of text.split('\n')) {
      place = this.line(line, offset);
      offset += line.length + 1;
    }
    return place;
  }

  private line(line: string, offset: number): Place {
    if (this.flows.length > 0) {
      return this.flow(line, 0, offset);
    }
    let column = line.length - line.trimStart().length;
    if (this.literal !== undefined) {
      if (column > this.literal || line.trim() === '') {
        return this.nothing(offset);
      }
      this.literal = undefined;
    }
    if (line.trim() === '') {
      return this.blank(line.length, offset + line.length);
    }
    if (line[column] === '#') {
      return this.nothing(offset);
    }
    while (/^-(\s|$)/.test(line.slice(column))) {
      this.leave(column, true);
      this.begin(this.blocks.length);
      this.blocks.push({ column, step: null, keys: [] });
      column += 1;
      column += line.slice(column).length - line.slice(column).trimStart().length;
    }
    const rest = line.slice(column);
    const key = KEY.exec(rest);
    if (key?.[1] !== undefined) {
      this.leave(column, false);
      const step = unquoted(key[1]);
      (this.blocks.at(-1) ?? this.root).keys.push(step);
      this.entry = this.blocks.length === 0 ? -1 : this.entry;
      this.tell({ value: step, isKey: true, from: offset + column });
      this.blocks.push({ column, step, keys: [] });
      return this.value(line, column + key[0].length, offset, column);
    }
    this.leave(column, false);
    return rest === '' || /^[\w-]+$/.test(rest)
      ? this.told({ ...this.here('either'), written: rest, from: offset + column })
      : this.value(line, column, offset, column);
  }

  /** Nothing stands on the line: the column says to which mapping a key would belong. */
  private blank(column: number, offset: number): Place {
    const kept = this.blocks;
    this.blocks = [...kept];
    this.leave(column, false);
    const place: Place = { ...this.here('key'), written: '', from: offset };
    this.blocks = kept;
    return place;
  }

  private value(line: string, start: number, offset: number, column: number): Place {
    const at = start + line.slice(start).length - line.slice(start).trimStart().length;
    const rest = line.slice(at);
    if (/^[|>][+-]?\d*\s*$/.test(rest)) {
      this.literal = column;
      return this.nothing(offset);
    }
    if (rest.startsWith('#')) {
      return this.nothing(offset);
    }
    if (/^["'{[]/.test(rest)) {
      return this.flow(line, at, offset);
    }
    const comment = rest.search(/\s#/);
    const written = comment < 0 ? rest : rest.slice(0, comment);
    const place = this.told({ ...this.here('value'), written, from: offset + at });
    return comment < 0 ? place : this.nothing(offset);
  }

  private flow(line: string, start: number, offset: number): Place {
    let at = start;
    let written = '';
    let from = offset + line.length;
    while (at < line.length) {
      const sign = line.charAt(at);
      const top = this.flows.at(-1);
      written = '';
      from = offset + line.length;
      if (/\s/.test(sign)) {
        at += 1;
      } else if (sign === '#') {
        return this.nothing(offset);
      } else if (sign === '{' || sign === '[') {
        if (top?.isList) {
          this.begin(this.blocks.length + this.flows.length - 1);
        }
        this.flows.push({ isList: sign === '[', key: undefined, keys: [] });
        at += 1;
      } else if (sign === '}' || sign === ']') {
        this.flows.pop();
        at += 1;
        if (this.flows.length === 0) {
          return this.nothing(offset);
        }
      } else if (sign === ',') {
        if (top) {
          top.key = undefined;
        }
        at += 1;
      } else {
        const token = this.token(line, at);
        const after = line.slice(at + token.length);
        const colon = /^\s*:(?=[\s,{}[\]]|$)/.exec(after);
        if (top && !top.isList && top.key === undefined && colon) {
          const key = unquoted(token);
          this.tell({ value: key, isKey: true, from: offset + at });
          top.key = key;
          top.keys.push(key);
          at += token.length + colon[0].length;
        } else {
          written = token;
          from = offset + at;
          this.told({ ...this.here('value'), written: token, from });
          at += Math.max(token.length, 1);
        }
      }
    }
    const top = this.flows.at(-1);
    const wants = top ? (!top.isList && top.key === undefined ? 'key' : top.isList ? 'either' : 'value') : 'value';
    return { ...this.here(wants), written, from };
  }

  /** An item begins. */
  private begin(depth: number): void {
    this.entry += depth === 1 ? 1 : 0;
  }

  private token(line: string, at: number): string {
    const rest = line.slice(at);
    const quoted = /^"(?:[^"\\]|\\.)*"?|^'(?:[^']|'')*'?/.exec(rest);
    if (quoted) {
      return quoted[0];
    }
    const end = rest.search(END_OF_PLAIN);
    return (end < 0 ? rest : rest.slice(0, Math.max(end, 1))).trimEnd();
  }

  /** Leaves the blocks that a line of this column does not belong to. */
  private leave(column: number, isItem: boolean): void {
    for (let top = this.blocks.at(-1); top; top = this.blocks.at(-1)) {
      const belongs = top.column < column || (isItem && top.column === column && top.step !== null);
      if (belongs) {
        return;
      }
      this.blocks.pop();
    }
  }

  private path(): Step[] {
    const flows = this.flows.flatMap(({ isList, key }) => (isList ? [null] : key === undefined ? [] : [key]));
    return [...this.blocks.map(({ step }) => step), ...flows];
  }

  private here(wants: Place['wants']): Pick<Place, 'path' | 'wants' | 'keys'> {
    const top = this.flows.at(-1) ?? this.blocks.at(-1) ?? this.root;
    return { path: this.path(), wants, keys: top.keys };
  }

  private told(place: Place): Place {
    const { written, from } = place;
    if (written.trim() !== '') {
      this.tell({ value: unquoted(written.trim()), isKey: false, from });
    }
    return place;
  }

  private nothing(offset: number): Place {
    return { path: [], wants: 'nothing', written: '', from: offset, keys: [] };
  }
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
