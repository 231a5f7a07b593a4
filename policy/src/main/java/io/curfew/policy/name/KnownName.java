package io.curfew.policy.name;

import io.curfew.events.DomainName;
import io.curfew.policy.Peer;

import java.util.List;

/**
 * A name of an address.
 *
 * @param name what was asked for or sent
 * @param chain the canonical names that the answer went through
 * @param source who said so
 */
public record KnownName(DomainName name, List<DomainName> chain, Peer.NameSource source) {
    public KnownName {
        chain = List.copyOf(chain);
    }
}
