import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { openConsole } from '../../test/openConsole';

async function rowsOf(table: string) {
  return within(await screen.findByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);
}

const BOTH = '/devices/compare?device=lisbon%2Fvacuum&device=lisbon%2Fcamera';

test('devices are ticked in the list and stand side by side', async () => {
  const { person, address } = openConsole('/devices');
  await person.click(await screen.findByRole('checkbox', { name: 'Compare Robot vacuum' }));
  await person.click(screen.getByRole('checkbox', { name: 'Compare Garden camera' }));

  await person.click(screen.getByRole('link', { name: 'Compare the 2 chosen devices' }));

  expect(address()).toBe(BOTH);
  const rows = await rowsOf('Side by side');
  expect(rows).toContain('MAC address02:00:00:00:00:2102:00:00:00:00:22');
  expect(rows.find((row) => row.startsWith('DNS servers asked'))).toMatch(
    /203\.0\.113\.53.*of neither lease nor policy/,
  );
});

test('what they share stands before what only one has', async () => {
  openConsole(BOTH);

  const rows = await rowsOf('Destinations');

  expect(rows[0]).toMatch(/hass\.example\.org.*all/);
  expect(rows[1]).toMatch(/api\.camera\.example.*only Garden camera.*–.*880/);
  expect(rows[2]).toMatch(/telemetry\.example\.org.*only Robot vacuum.*breaks a rule/);
  expect(screen.getByText('1 of 3 are shared by all, 2 are of one alone.')).toBeInTheDocument();
});

test('one that is taken away leaves the others', async () => {
  const { person, address } = openConsole(BOTH);

  await person.click(await screen.findByRole('button', { name: 'Remove Robot vacuum' }));

  await waitFor(() => {
    expect(address()).toBe('/devices/compare?device=lisbon%2Fcamera');
  });
  expect(await screen.findByRole('heading', { name: 'Choose at least two devices' })).toBeInTheDocument();
});

test('a device that is not there is said so', async () => {
  openConsole(`${BOTH}&device=porto%2Fghost`);

  expect(await screen.findByText(/porto\/ghost is not there/)).toBeInTheDocument();
  expect(await rowsOf('Destinations')).toHaveLength(3);
});
