import type { Section } from './words';

/** A report as Markdown, which forums and trackers show as tables. */
export function markdownOf(title: string, sections: readonly Section[]): string {
  return [`# ${plain(title)}`, ...sections.flatMap(blocksOf)].join('\n\n') + '\n';
}

function blocksOf({ title, paragraphs, table }: Section): string[] {
  return [
    `## ${plain(title)}`,
    ...paragraphs.map(plain),
    ...(table
      ? [
          [
            row(table.columns.map((column) => column.title)),
            row(table.columns.map(({ numeric }) => (numeric ? '---:' : '---'))),
            ...table.rows.map(row),
          ].join('\n'),
        ]
      : []),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Names come from devices: what would be a mark-up, a link or an image stays a text. */
function plain(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}
