import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The console's own colours, by the properties of theme.css, so that both themes hold. */
export const appearance = [
  EditorView.theme({
    '&': {
      border: '1px solid var(--cf-line)',
      borderRadius: '10px',
      backgroundColor: 'var(--cf-surface)',
      color: 'var(--cf-text)',
      fontSize: '0.84375rem',
    },
    '&.cm-focused': { outline: '2px solid var(--cf-link)', outlineOffset: '1px' },
    '.cm-scroller': {
      fontFamily: 'var(--pf-t--global--font--family--mono)',
      lineHeight: '1.6',
      minHeight: '20rem',
      maxHeight: '70vh',
      overflow: 'auto',
    },
    '.cm-content': { caretColor: 'var(--cf-text)', padding: '0.5rem 0' },
    '.cm-gutters': {
      border: 'none',
      borderRadius: '10px 0 0 10px',
      backgroundColor: 'var(--cf-surface)',
      color: 'var(--cf-quiet)',
    },
    '.cm-activeLine, .cm-activeLineGutter': {
      backgroundColor: 'color-mix(in srgb, var(--cf-link) 8%, transparent)',
    },
    '.cm-tooltip': {
      border: '1px solid var(--cf-line)',
      borderRadius: '8px',
      backgroundColor: 'var(--cf-surface)',
      color: 'var(--cf-text)',
      boxShadow: '0 4px 18px rgb(0 0 0 / 25%)',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--cf-link)',
      color: 'var(--cf-surface)',
    },
    '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', marginInlineStart: '1rem' },
    '.cm-completionInfo, .cm-explanation': { maxWidth: '24rem', padding: '0.5rem 0.75rem' },
    '.cm-explanation strong': { display: 'block' },
    // The pictures that the editor brings are data in its styles, which a strict content security policy forbids.
    '.cm-lint-marker': { content: 'normal', inlineSize: '0.7em', blockSize: '0.7em', margin: '0.45em 0.15em' },
    '.cm-lint-marker-error': { content: 'normal', borderRadius: '50%', backgroundColor: 'var(--cf-bad)' },
    '.cm-lint-marker-warning': { content: 'normal', rotate: '45deg', backgroundColor: 'var(--cf-medium-text)' },
    '.cm-lintRange': { backgroundImage: 'none', textDecorationLine: 'underline', textDecorationStyle: 'wavy' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecorationColor: 'var(--cf-bad)' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecorationColor: 'var(--cf-medium-text)' },
    '.cm-diagnostic-error': { borderInlineStart: '4px solid var(--cf-bad)' },
    '.cm-diagnostic-warning': { borderInlineStart: '4px solid var(--cf-medium-text)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--cf-link)', fontWeight: '600' },
      { tag: tags.string, color: 'var(--cf-good)' },
      { tag: [tags.comment, tags.lineComment], color: 'var(--cf-quiet)', fontStyle: 'italic' },
      { tag: [tags.separator, tags.squareBracket, tags.brace, tags.punctuation], color: 'var(--cf-quiet)' },
    ]),
  ),
];
