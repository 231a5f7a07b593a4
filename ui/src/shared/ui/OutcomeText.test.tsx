import { render } from '@testing-library/react';
import { expect, test } from 'vitest';

import { OutcomeText, type Rejection } from './OutcomeText';

test.each<[string, Rejection, string]>([
  ['a closed UDP port', { code: 3, responder: '192.0.2.1' }, 'rejected (ICMP): nothing listens there'],
  ['a protocol that is not spoken', { code: 2, responder: '192.0.2.1' }, 'rejected (ICMP): nothing listens there'],
  ['a closed UDP port by IPv6', { code: 4, responder: '2001:db8::1' }, 'rejected (ICMP): nothing listens there'],
  ['a forbidden network', { code: 9, responder: '192.0.2.1' }, 'rejected (ICMP): forbidden'],
  ['a forbidden host', { code: 10, responder: '192.0.2.1' }, 'rejected (ICMP): forbidden'],
  ['a filtered packet', { code: 13, responder: '192.0.2.1' }, 'rejected (ICMP): forbidden'],
  ['a filtered packet by IPv6', { code: 1, responder: '2001:db8::1' }, 'rejected (ICMP): forbidden'],
  ['a source that may not by IPv6', { code: 5, responder: '2001:db8::1' }, 'rejected (ICMP): forbidden'],
  ['a route that rejects by IPv6', { code: 6, responder: '2001:db8::1' }, 'rejected (ICMP): forbidden'],
  ['a host that is away', { code: 1, responder: '192.0.2.1' }, 'rejected (ICMP): no way there'],
  ['a network without a route', { code: 0, responder: '192.0.2.1' }, 'rejected (ICMP): no way there'],
  ['an address that is away by IPv6', { code: 3, responder: '2001:db8::1' }, 'rejected (ICMP): no way there'],
  ['a code of another matter', { code: 4, responder: '192.0.2.1' }, 'rejected (ICMP)'],
])('of a rejected flow the ICMP code says why: %s', (_what, rejection, words) => {
  const { container } = render(<OutcomeText outcome="rejected" rejection={rejection} />);

  expect(container).toHaveTextContent(new RegExp(`^${words.replace(/[()]/g, '\\$&')}$`));
});

test('without a code nobody is blamed', () => {
  const { container } = render(<OutcomeText outcome="rejected" />);

  expect(container).toHaveTextContent(/^rejected \(ICMP\)$/);
});
