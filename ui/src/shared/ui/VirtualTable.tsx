import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { TableFrame, TableHead, TableRow, type TableProps } from './DataTable';

const USUAL_ROW_PIXELS = 64;
const ROWS_BEYOND = 12;

interface VirtualTableProps<Row> extends TableProps<Row> {
  /** How many rows there are in all, those that are not here yet included. */
  total?: number;
  /** The row that the keyboard stands on is brought into view. */
  activeIndex?: number | undefined;
  /** Called when the end of what is here comes near. */
  onNearEnd?: (() => void) | undefined;
}

/** A table of any length: only the rows near the window are there. What scrolls is the page. */
export function VirtualTable<Row>({ total, activeIndex, onNearEnd, ...table }: VirtualTableProps<Row>) {
  const { rows, rowKey, columns } = table;
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (body.current) {
        setOffset(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
      }
    };
    measure();
    // What stands above may grow when it has come.
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure);
    observer?.observe(document.body);
    return () => observer?.disconnect();
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => USUAL_ROW_PIXELS,
    overscan: ROWS_BEYOND,
    scrollMargin: offset,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row, index);
    },
  });
  const shown = virtualizer.getVirtualItems();
  const first = shown[0];
  const last = shown.at(-1);
  const lastIndex = last?.index ?? 0;

  useEffect(() => {
    if (onNearEnd && lastIndex >= rows.length - ROWS_BEYOND) {
      onNearEnd();
    }
  }, [onNearEnd, lastIndex, rows.length]);

  useEffect(() => {
    if (activeIndex !== undefined) {
      virtualizer.scrollToIndex(activeIndex, { align: 'auto' });
    }
  }, [virtualizer, activeIndex]);

  return (
    <TableFrame {...table} rowCount={(total ?? rows.length) + 1}>
      <TableHead columns={columns} />
      <tbody ref={body}>
        <Space pixels={first ? first.start - offset : 0} columns={columns.length} />
        {shown.map(({ index, key }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <TableRow
                key={key}
                {...table}
                row={row}
                index={index}
                isActive={index === activeIndex}
                measure={virtualizer.measureElement}
              />
            )
          );
        })}
        <Space pixels={last ? virtualizer.getTotalSize() - (last.end - offset) : 0} columns={columns.length} />
      </tbody>
    </TableFrame>
  );
}

/** Stands for the rows that are not there. */
function Space({ pixels, columns }: { pixels: number; columns: number }) {
  return pixels > 0 ? (
    <tr className="cf-table__space" aria-hidden="true">
      <td colSpan={columns} style={{ blockSize: `${String(pixels)}px` }} />
    </tr>
  ) : null;
}
