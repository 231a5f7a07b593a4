import { beforeEach, expect, test } from 'vitest';

import { keepViews, MOST_VIEWS, readViews, viewsOf, withView } from './savedViews';

beforeEach(() => {
  localStorage.clear();
});

test('views are a person’s own', () => {
  keepViews('olga', [{ name: 'At night', filters: { kind: 'zones' } }]);

  expect(viewsOf('olga')).toEqual([{ name: 'At night', filters: { kind: 'zones' } }]);
  expect(viewsOf('pedro')).toEqual([]);
});

test('a view of the same name gives way, and so does the oldest of too many', () => {
  const one = withView([], { name: ' Night ', filters: {} });
  expect(withView(one, { name: 'Night', filters: { kind: 'dns' } })).toEqual([
    { name: 'Night', filters: { kind: 'dns' } },
  ]);

  const many = Array.from({ length: MOST_VIEWS + 1 }, (_none, index) => ({ name: String(index), filters: {} }));
  expect(many.reduce(withView, one)[0]?.name).toBe('1');
});

test('what was exported is read again, and what makes no sense is left out', () => {
  const views = [{ name: 'Night', filters: { kind: 'top', order: 'sent', site: 'lisbon' } }];

  expect(readViews(JSON.stringify(views))).toEqual(views);
  expect(readViews('[{"name":"x","filters":{"kind":"evil","site":7}},{"name":1},null,"y"]')).toEqual([
    { name: 'x', filters: {} },
  ]);
  expect(() => readViews('{}')).toThrow('these are no views');
});

test('what somebody else wrote into the browser breaks nothing', () => {
  localStorage.setItem('curfew.views.olga', '{{{');

  expect(viewsOf('olga')).toEqual([]);
});
