package io.curfew.policy.name;

import io.curfew.events.DomainName;
import io.curfew.policy.Peer;

import java.util.List;
import java.util.function.Predicate;

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

    /** True when what is wanted is the name itself or one of its chain. */
    public boolean anyIs(Predicate<DomainName> wanted) {
        if (wanted.test(name)) {
            return true;
        }
        for (int index = 0; index < chain.size(); index++) {
            if (wanted.test(chain.get(index))) {
                return true;
            }
        }
        return false;
    }
}
