import { gzipSync } from 'node:zlib';

import type { Plugin, Rolldown } from 'vite';

import { fontsOf } from './fontAhead.ts';
import { isSaidBy, keysIn, keysOf, messagesIn, partOfMessages } from './messages.ts';

interface Limit {
  /** The modules of the screens that people see first: they come with index.html. */
  screens: string[];
  /** The file of messages: what of it comes later may not stand on the screen. */
  messages: string;
  mostKibibytes: number;
}

/** Sums what a browser loads for the first view, compressed, prints it, and fails the build when it is too much. */
export function firstView({ screens, messages, mostKibibytes }: Limit): Plugin {
  return {
    name: 'curfew-first-view',
    apply: 'build',
    writeBundle(_options, bundle) {
      const page = bundle['index.html'];
      const named = page?.type === 'asset' ? String(page.source).matchAll(/"\/(assets\/[^"]+\.(?:js|css))"/g) : [];
      const files = [...named].map(([, file = '']) => file);
      const scripts = files.filter((file) => file.endsWith('.js'));
      const modules = scripts.flatMap((name) => (bundle[name]?.type === 'chunk' ? bundle[name].moduleIds : []));
      const absent = screens.filter((screen) => !modules.some((module) => module.endsWith(screen)));
      if (absent.length > 0) {
        this.error(`${absent.join(', ')} does not come with index.html: import it, or name another in vite.config.ts`);
      }
      const missing = saidTooEarly(scripts, bundle, keysOf(partOfMessages(messagesIn(messages), 'later')));
      if (missing.length > 0) {
        this.error(`the first view says what comes later, see build/messages.ts: ${missing.join(', ')}`);
      }
      const styles = files.filter((file) => file.endsWith('.css'));
      const fonts = fontsOf(bundle);
      const sizes = [
        ['scripts', weigh(scripts, bundle)],
        ['styles', weigh(styles, bundle)],
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
