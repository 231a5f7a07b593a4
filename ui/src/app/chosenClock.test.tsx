import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';

import { ChosenFilters } from '../features/traffic/ChosenFilters';
import { OutcomeBars } from '../shared/chart/OutcomeBars';
import { formatNumber } from '../shared/text/numbers';
import { Moment } from '../shared/time/Moment';
import { formatBytes } from '../shared/ui/bytes';
import { formatShare } from '../shared/ui/Share';
import { TrendChart } from '../shared/ui/TrendChart';

/** It holds from the loading of the page on. */
vi.hoisted(() => {
  localStorage.setItem('curfew.language', 'de');
  localStorage.setItem('curfew.timeZone', 'America/New_York');
});

const AT = '2026-11-26T14:00:00Z';

function show(part: ReactNode) {
  render(<QueryClientProvider client={new QueryClient()}>{part}</QueryClientProvider>);
}

test('a time is told by the clock and in the language that a person chose', () => {
  show(<Moment at={AT} />);

  expect(screen.getByText(/^26\. Nov\., 09:00:00/)).toBeInTheDocument();
});

test('so is the hour of a trend', () => {
  const sums = {
    count: 4200,
    attempts: { answered: 4200, unanswered: 0, refused: 0, rejected: 0 },
    initiatorBytes: 0,
    responderBytes: 0,
  };
  const verdicts = { allowed: 4200, violation: 0, unjudged: 0 };

  show(<TrendChart title="Trend" hours={[{ start: AT, sums, verdicts }]} />);

  expect(screen.getByText('26. Nov., 09:00')).toBeInTheDocument();
});

test('numbers are written in the language that a person chose', () => {
  expect(formatNumber(4200)).toBe('4.200');
  expect(formatNumber(undefined)).toBeUndefined();
  expect(formatBytes(1_234_000)).toBe('1,23 MB');
  expect(formatShare(0.125)).toBe('12,5\u00a0%');
});

test('so is the hour of a bar', () => {
  show(<OutcomeBars title="Bars" bars={[{ start: Date.parse(AT), ways: { answered: 1 } }]} />);

  expect(screen.getByText('Do., 09:00')).toBeInTheDocument();
});

test('so is the hour that a filter begins with', () => {
  show(<ChosenFilters filters={{ from: AT }} onChange={vi.fn()} />);

  expect(screen.getByText(/26\.11\.2026, 09:00/)).toBeInTheDocument();
});
