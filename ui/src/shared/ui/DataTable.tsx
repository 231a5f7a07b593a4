import type { ReactNode } from 'react';

import './data-table.css';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  /** How the column takes its width: what it needs, or its share of the rest. */
  width?: 'needed' | 'large';
  numeric?: boolean;
}

export interface TableProps<Row> {
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
export function DataTable<Row>(table: TableProps<Row>) {
  return (
    <TableFrame {...table}>
      <TableHead columns={table.columns} />
      <tbody>
        {table.rows.map((row, index) => (
          <TableRow key={table.rowKey(row, index)} {...table} row={row} />
        ))}
      </tbody>
    </TableFrame>
  );
}

interface TableFrameProps {
  label?: string;
  labelledBy?: string;
  /** Where not every row is there: how many there are, the head included. */
  rowCount?: number;
  children: ReactNode;
}

export function TableFrame({ label, labelledBy, rowCount, children }: TableFrameProps) {
  return (
    <div className="cf-table-frame">
      <table className="cf-table" aria-label={label} aria-labelledby={labelledBy} aria-rowcount={rowCount}>
        {children}
      </table>
    </div>
  );
}

export function TableHead<Row>({ columns }: Pick<TableProps<Row>, 'columns'>) {
  return (
    <thead>
      <tr>
        {columns.map(({ title, width, numeric }) => (
          <th key={title} scope="col" className={classes(width, numeric)}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface TableRowProps<Row> extends Pick<TableProps<Row>, 'columns' | 'rowsAreLinks' | 'rowData'> {
  row: Row;
  /** Where not every row is there: which one this is. */
  index?: number;
  /** True for the row that the keyboard stands on. */
  isActive?: boolean;
  measure?: (row: HTMLTableRowElement | null) => void;
}

export function TableRow<Row>({
  columns,
  row,
  rowsAreLinks = false,
  rowData,
  index,
  isActive = false,
  measure,
}: TableRowProps<Row>) {
  return (
    <tr
      ref={measure}
      className={[rowsAreLinks && 'cf-row', isActive && 'cf-row--active'].filter(Boolean).join(' ') || undefined}
      data-index={index}
      aria-rowindex={index === undefined ? undefined : index + 2}
      {...rowData?.(row)}
    >
      {columns.map(({ title, cell, width, numeric }) => (
        <td key={title} className={classes(width, numeric)}>
          <span className="cf-table__title" aria-hidden="true">
            {title}
          </span>
          <div className="cf-table__value">{cell(row)}</div>
        </td>
      ))}
    </tr>
  );
}

function classes(width: 'needed' | 'large' | undefined, numeric = false): string {
  return [width && `cf-table__${width}`, numeric && 'cf-number'].filter(Boolean).join(' ');
}
