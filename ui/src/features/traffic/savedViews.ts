import { isText } from '../../shared/isText';
import { trafficFilters, type TrafficFilters } from './trafficFilters';

/** Filters that somebody gave a name. */
export interface SavedView {
  name: string;
  filters: TrafficFilters;
}

/** The most views of a person; the oldest make room. */
export const MOST_VIEWS = 50;
const LONGEST_NAME = 80;

/** Views are a person's own, also where several use one browser. */
function keyOf(person: string): string {
  return `curfew.views.${person}`;
}

export function viewsOf(person: string): SavedView[] {
  try {
    return readViews(localStorage.getItem(keyOf(person)) ?? '[]');
  } catch {
    return [];
  }
}

export function keepViews(person: string, views: readonly SavedView[]): void {
  localStorage.setItem(keyOf(person), JSON.stringify(views));
}

/** With one more; another of the same name gives way. */
export function withView(views: readonly SavedView[], { name, filters }: SavedView): SavedView[] {
  const cut = name.trim().slice(0, LONGEST_NAME);
  return [...views.filter((view) => view.name !== cut), { name: cut, filters }].slice(-MOST_VIEWS);
}

/** What a text says, as it was exported once: views that make sense, whatever else stands there. */
export function readViews(text: string): SavedView[] {
  const read: unknown = JSON.parse(text);
  if (!Array.isArray(read)) {
    throw new Error('these are no views');
  }
  return read.flatMap((one: unknown): SavedView[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !isText(one.name) || !('filters' in one)) {
      return [];
    }
    const { filters } = one;
    return typeof filters === 'object' && filters !== null
      ? [{ name: one.name.slice(0, LONGEST_NAME), filters: trafficFilters({ ...filters }) }]
      : [];
  });
}
