/**
 * Rows as a table of comma-separated values (RFC 4180): a column for each value that any row has, by its path. A text
 * that a spreadsheet would take for a formula is kept from being one: names in it come from hostile devices.
 */
export function toCsv(rows: readonly object[]): string {
  const flat = rows.map((row) => new Map(values(row, '')));
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return [columns, ...flat.map((row) => columns.map((column) => row.get(column) ?? ''))]
    .map((line) => line.map(cell).join(','))
    .join('\r\n');
}

function values(value: unknown, path: string): [string, string][] {
  if (Array.isArray(value)) {
    return [
      [
        path,
        value
          .map((one) =>
            values(one, '')
              .map(([, text]) => text)
              .join(' '),
          )
          .join('; '),
      ],
    ];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => values(inner, path === '' ? key : `${path}.${key}`));
  }
  return [[path, String(value)]];
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
