import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { hoverTooltip, type Tooltip } from '@codemirror/view';

import type { PolicySchema } from './schema';
import { explanationAt, suggestionsAt } from './suggestions';
import type { Words } from './words';

export interface Knowledge {
  /** Absent while it is fetched. */
  schema: PolicySchema | undefined;
  words: Words;
}

/** Suggests what may be written, and explains what stands there. */
export function assistance(knowledge: () => Knowledge) {
  return [
    autocompletion({ override: [(context) => complete(context, knowledge())], icons: false }),
    hoverTooltip((view, position) => explain(view.state.doc.toString(), position, knowledge())),
  ];
}

function complete(context: CompletionContext, { schema, words }: Knowledge): CompletionResult | null {
  if (!schema) {
    return null;
  }
  const { from, items } = suggestionsAt(context.state.doc.toString(), context.pos, schema, words);
  const hasBegun =
    from < context.pos || /[{[,:-]\s*$/.test(context.state.sliceDoc(Math.max(0, context.pos - 8), context.pos));
  if (items.length === 0 || (!hasBegun && !context.explicit)) {
    return null;
  }
  return {
    from,
    validFor: /^[\w./-]*$/,
    options: items.map(({ label, kind, description }) => ({
      label,
      type: kind,
      boost: kind === 'key' ? 1 : 0,
      ...(kind === 'key' && { apply: `${label}: ` }),
      ...(description !== undefined && { info: description }),
    })),
  };
}

function explain(text: string, position: number, { schema }: Knowledge): Tooltip | null {
  const found = schema && explanationAt(text, position, schema);
  if (!found) {
    return null;
  }
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-explanation';
      const key = document.createElement('strong');
      key.textContent = found.key;
      dom.append(key, found.text);
      return { dom };
    },
  };
}
