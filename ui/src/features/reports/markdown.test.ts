import { expect, test } from 'vitest';

import { markdownOf } from './markdown';

test('a report is headings, paragraphs and tables', () => {
  const text = markdownOf('A home', [
    { id: 'a', title: 'In short', paragraphs: ['All is well.'] },
    {
      id: 'b',
      title: 'Devices',
      paragraphs: [],
      table: { columns: [{ title: 'Device' }, { title: 'Times', numeric: true }], rows: [['lamp', '3']] },
    },
  ]);

  expect(text).toBe(
    '# A home\n\n## In short\n\nAll is well.\n\n## Devices\n\n| Device | Times |\n| --- | ---: |\n| lamp | 3 |\n',
  );
});

test('a hostile name is no mark-up, no link and no further cell', () => {
  const text = markdownOf('x', [
    {
      id: 'a',
      title: 't',
      paragraphs: [],
      table: { columns: [{ title: 'Device' }], rows: [['![x](https://evil.example) | <b>\n# y']] },
    },
  ]);

  expect(text).toContain('| !\\[x\\](https://evil.example) \\| \\<b\\> # y |');
});
