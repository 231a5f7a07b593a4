import { gzipSync } from 'node:zlib';

import type { Plugin, Rolldown } from 'vite';

import { isSaidBy, keysIn, keysOf, messagesIn, partOfMessages } from './messages.ts';

interface Limit {
  /** The module of the screen that people see first; it is loaded on demand, so the entry does not name it. */
  screen: string;
  /** The file of messages: what of it comes later may not stand on the screen. */
  messages: string;
  mostKibibytes: number;
}

/** Sums what a browser loads for the first view, compressed, prints it, and fails the build when it is too much. */
export function firstView({ screen, messages, mostKibibytes }: Limit): Plugin {
  return {
    name: 'curfew-first-view',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const starts = chunks.filter((chunk) => chunk.isEntry || (chunk.facadeModuleId?.endsWith(screen) ?? false));
      if (starts.length < 2) {
        this.error(`no chunk holds ${screen}: name the module of the first view in vite.config.ts`);
      }
      const scripts = new Set<string>();
      for (const start of starts) {
        follow(start, bundle, scripts);
      }
      const missing = saidTooEarly([...scripts], bundle, keysOf(partOfMessages(messagesIn(messages), 'later')));
      if (missing.length > 0) {
        this.error(`the first view says what comes later, see build/messages.ts: ${missing.join(', ')}`);
      }
      const styles = new Set(
        chunks
          .filter((chunk) => scripts.has(chunk.fileName))
          .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]),
      );
      const fonts = Object.keys(bundle).filter((name) => /RedHatTextVF-(?!Italic)/.test(name));
      const sizes = [
        ['scripts', weigh([...scripts], bundle)],
        ['styles', weigh([...styles], bundle)],
        ['font', weigh(fonts, bundle)],
      ] as const;
      const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
      const parts = sizes.map(([kind, bytes]) => `${kind} ${kibibytes(bytes)}`).join(', ');
      console.log(`first view: ${kibibytes(total)} KiB gzip of at most ${String(mostKibibytes)} (${parts})`);
      if (total > mostKibibytes * 1024) {
        this.error(`the first view weighs ${kibibytes(total)} KiB, more than ${String(mostKibibytes)}`);
      }
    },
  };
}

function follow(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle, seen: Set<string>): void {
  if (seen.has(chunk.fileName)) {
    return;
  }
  seen.add(chunk.fileName);
  for (const name of chunk.imports) {
    const next = bundle[name];
    if (next?.type === 'chunk') {
      follow(next, bundle, seen);
    }
  }
}

/** What the first view says, as far as it comes later; of a key with a part filled in, the beginning. */
function saidTooEarly(names: string[], bundle: Rolldown.OutputBundle, later: string[]): string[] {
  const said = new Set<string>();
  for (const name of names) {
    const output = bundle[name];
    if (output?.type === 'chunk') {
      keysIn(output.code).forEach((key) => said.add(key));
    }
  }
  return [...said].filter((key) => later.some((text) => isSaidBy(text, key)));
}

function weigh(names: string[], bundle: Rolldown.OutputBundle): number {
  return names.reduce((sum, name) => {
    const output = bundle[name];
    if (output === undefined) {
      return sum;
    }
    const content = output.type === 'chunk' ? output.code : output.source;
    return sum + (name.endsWith('.woff2') ? Buffer.byteLength(content) : gzipSync(content, { level: 9 }).length);
  }, 0);
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
