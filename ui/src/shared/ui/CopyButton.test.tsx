import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { CopyButton } from './CopyButton';

test('another text is not called copied', async () => {
  const person = userEvent.setup();
  const { rerender } = render(<CopyButton text="a rule for nftables" />);
  await person.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText('Copied.')).toBeVisible();

  rerender(<CopyButton text="a rule for iptables" />);
  expect(screen.queryByText('Copied.')).toBeNull();

  rerender(<CopyButton text="a rule for nftables" />);
  expect(screen.getByText('Copied.')).toBeVisible();
});
