import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react';

import type { PolicyProblem } from '../../../shared/api/policyQueries';
import { appearance } from './appearance';
import { assistance, type Knowledge } from './assistance';

export interface CodeEditorHandle {
  /** Puts the cursor there, and the focus. */
  goTo: (line: number, column: number) => void;
  /** What stands there now. */
  text: () => string;
  /** Puts this in place of all that stands there. */
  replace: (text: string) => void;
}

interface CodeEditorProps {
  label: string;
  /** What stands there at first. */
  initialText: string;
  onChange: (text: string) => void;
  problems: readonly PolicyProblem[];
  knowledge: Knowledge;
  ref?: Ref<CodeEditorHandle>;
}

/**
 * A policy text that can be edited. The editor alone knows what stands there: the page learns of it a moment later, and
 * what it gave back late would undo what was typed since. It stands in a shadow tree: there its styles are sheets of the
 * document, which every content security policy allows, and not elements, which a strict one forbids.
 */
export function CodeEditor({ label, initialText, onChange, problems, knowledge, ref }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent(onChange);
  const known = useEffectEvent(() => knowledge);
  const initial = useEffectEvent(() => initialText);

  useEffect(() => {
    if (!host.current) {
      return undefined;
    }
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const created = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: initial(),
        extensions: [
          lineNumbers(),
          lintGutter(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          indentOnInput(),
          bracketMatching(),
          yaml(),
          assistance(() => known()),
          // Tab is not among them: it leaves the editor, as everywhere.
          keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              changed(update.state.doc.toString());
            }
          }),
          appearance,
        ],
      }),
    });
    view.current = created;
    return () => {
      created.destroy();
      view.current = null;
    };
  }, [label]);

  useEffect(() => {
    if (view.current) {
      const { state } = view.current;
      view.current.dispatch(
        setDiagnostics(
          state,
          problems.map((problem) => diagnosticOf(problem, state.doc)),
        ),
      );
    }
  }, [problems]);

  useImperativeHandle(ref, () => ({
    goTo: (line, column) => {
      if (view.current) {
        const anchor = offsetOf(view.current.state.doc, line, column);
        view.current.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
        view.current.focus();
      }
    },
    text: () => view.current?.state.doc.toString() ?? initialText,
    replace: (text) => {
      view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: text } });
    },
  }));

  return <div className="cf-code-editor" ref={host} />;
}

function diagnosticOf({ severity, line, column, message, suggestion }: PolicyProblem, doc: Text): Diagnostic {
  const from = offsetOf(doc, line, column);
  const word = /^[^\s,{}[\]]+/.exec(doc.sliceString(from, doc.lineAt(from).to));
  return {
    from,
    to: from + (word?.[0].length ?? 0),
    severity,
    message: suggestion ? `${message}. ${suggestion}` : message,
  };
}

/** A place as the collector tells it, which may be of a text that was longer. */
function offsetOf(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
}
