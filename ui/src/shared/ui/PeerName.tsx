import { Fragment } from 'react';

import type { Peer } from '../api/client';
import { Code } from './Code';

/** Whom a device talks to: the name when there is one, and the address. */
export function PeerName({ peer }: { peer: Pick<Peer, 'ip' | 'name'> }) {
  if (peer.name && peer.ip) {
    return (
      <span className="cf-peer">
        <Code>{breakable(peer.name)}</Code>
        <span className="cf-peer__address">
          <Code>{peer.ip}</Code>
        </span>
      </span>
    );
  }
  return <Code>{breakable(peer.name ?? peer.ip ?? '–')}</Code>;
}

/** A long name wraps before its dots, not within its labels. */
function breakable(name: string) {
  return name.split(/(?=\.)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
