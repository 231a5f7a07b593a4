import { afterEach, expect, test, vi } from 'vitest';

import { partOf } from './partOf';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function failingOnce(): () => Promise<string> {
  return vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new TypeError('not fetched'))
    .mockResolvedValue('the page');
}

test('a part that could not be fetched is asked for again once the server is back', async () => {
  vi.useFakeTimers();
  const server = vi
    .fn<() => Promise<Response>>()
    .mockRejectedValueOnce(new TypeError('refused'))
    .mockResolvedValueOnce(new Response('', { status: 503 }))
    .mockResolvedValue(new Response(''));
  vi.stubGlobal('fetch', server);

  const part = partOf(failingOnce());
  await vi.advanceTimersByTimeAsync(10_000);

  await expect(part).resolves.toBe('the page');
  expect(server).toHaveBeenCalledTimes(3);
});

test('a part that is gone while the server is there fails, so that the page is loaded anew', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('')));

  await expect(partOf(() => Promise.reject(new TypeError('gone')))).rejects.toThrow('gone');
});
