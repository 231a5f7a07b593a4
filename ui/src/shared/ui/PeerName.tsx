import type { Peer } from '../api/client';
import { Code } from './Code';

/** Whom a device talks to: the name when there is one, and the address. */
export function PeerName({ peer }: { peer: Peer }) {
  if (peer.name && peer.ip) {
    return (
      <span className="cf-peer">
        <Code>{peer.name}</Code>
        <span className="cf-peer__address">
          <Code>{peer.ip}</Code>
        </span>
      </span>
    );
  }
  return <Code>{peer.name ?? peer.ip ?? '–'}</Code>;
}
