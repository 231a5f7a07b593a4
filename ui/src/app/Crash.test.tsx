import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { Crash } from './Crash';

test.each([
  'Failed to fetch dynamically imported module: https://curfew.example/assets/AlertPage.js',
  'error loading dynamically imported module: https://curfew.example/assets/AlertPage.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/AlertPage.css',
])('a page whose code does not come is no bug: %s', (message) => {
  render(<Crash error={new TypeError(message)} />);

  expect(screen.getByRole('heading', { name: 'This page could not be loaded' })).toBeInTheDocument();
});
