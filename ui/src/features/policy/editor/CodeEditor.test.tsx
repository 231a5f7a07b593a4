import { act, render } from '@testing-library/react';
import { createRef } from 'react';
import { expect, test } from 'vitest';

import { editorOf } from '../../../test/editor';
import { CodeEditor, type CodeEditorHandle } from './CodeEditor';
import { noWords } from './words';

const KNOWLEDGE = { schema: undefined, words: noWords() };

test('a page that learns late what was typed does not undo what was typed since', async () => {
  const told: string[] = [];
  const editorIn = (text: string) => (
    <CodeEditor
      label="Policy text"
      initialText={text}
      onChange={(changed) => told.push(changed)}
      problems={[]}
      knowledge={KNOWLEDGE}
    />
  );
  const { rerender } = render(editorIn(''));
  const editor = await editorOf();
  editor.write('rules: ');
  editor.write('[ ');

  rerender(editorIn('rules: '));

  expect(editor.text()).toBe('rules: [ ');
  expect(told).toEqual(['rules: ', 'rules: [ ']);
});

test('what is put in place of the text is told like what is typed', async () => {
  const told: string[] = [];
  const code = createRef<CodeEditorHandle>();
  render(
    <CodeEditor
      ref={code}
      label="Policy text"
      initialText="# mine"
      onChange={(changed) => told.push(changed)}
      problems={[]}
      knowledge={KNOWLEDGE}
    />,
  );
  await editorOf();

  act(() => {
    code.current?.replace('# theirs');
  });

  expect(code.current?.text()).toBe('# theirs');
  expect(told).toEqual(['# theirs']);
});
