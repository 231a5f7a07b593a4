import type { ReactNode } from 'react';

import './data-table.css';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  /** How the column takes its width: what it needs, or its share of the rest. */
  width?: 'needed' | 'large';
  numeric?: boolean;
}

interface DataTableProps<Row> {
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** The whole row is a way to the link in it that has the class cf-row__link. */
  rowsAreLinks?: boolean;
  rowData?: (row: Row) => Record<`data-${string}`, string>;
  label?: string;
  labelledBy?: string;
}

/** Rows and columns; where there is no room for columns, each row becomes a list of titles and values. */
export function DataTable<Row>({
  columns,
  rows,
  rowKey,
  rowsAreLinks = false,
  rowData,
  label,
  labelledBy,
}: DataTableProps<Row>) {
  return (
    <div className="cf-table-frame">
      <table className="cf-table" aria-label={label} aria-labelledby={labelledBy}>
        <thead>
          <tr>
            {columns.map(({ title, width, numeric }) => (
              <th key={title} scope="col" className={classes(width, numeric)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} className={rowsAreLinks ? 'cf-row' : undefined} {...rowData?.(row)}>
              {columns.map(({ title, cell, width, numeric }) => (
                <td key={title} className={classes(width, numeric)}>
                  <span className="cf-table__title" aria-hidden="true">
                    {title}
                  </span>
                  <div className="cf-table__value">{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classes(width: 'needed' | 'large' | undefined, numeric = false): string {
  return [width && `cf-table__${width}`, numeric && 'cf-number'].filter(Boolean).join(' ');
}
