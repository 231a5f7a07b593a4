import { EditorView } from '@codemirror/view';
import { act, waitFor } from '@testing-library/react';

/** The editor of a policy text; it stands in a shadow tree, where queries do not look. */
export async function editorOf() {
  const view = await waitFor(() => {
    const dom = document.querySelector('.cf-code-editor')?.shadowRoot?.querySelector('.cm-editor');
    const found = dom instanceof HTMLElement ? EditorView.findFromDOM(dom) : null;
    if (!found) {
      throw new Error('there is no editor yet');
    }
    return found;
  });
  return {
    text: () => view.state.doc.toString(),
    cursor: () => view.state.selection.main.head,
    /** Writes at the end of the text. */
    write: (text: string) => {
      act(() => {
        view.dispatch({ changes: { from: view.state.doc.length, insert: text } });
      });
    },
    /** The same; the page learns of it a moment later, as it does where it is busy. */
    writeUnnoticed: (text: string) => {
      view.dispatch({ changes: { from: view.state.doc.length, insert: text } });
    },
    rewrite: (text: string) => {
      act(() => {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      });
    },
  };
}
