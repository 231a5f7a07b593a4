package io.curfew.policy.judge;

import io.curfew.events.Transport;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;

import java.time.Instant;
import java.util.List;

/**
 * A flow as one of its ends sees it.
 *
 * @param other the other end
 * @param transport the transport
 * @param initiatorPort the initiator's port
 * @param port the responder's port
 * @param names the names that the other end has for this end, as it was answered last first
 * @param at when
 */
public record Call(Party other, Transport transport, int initiatorPort, int port, List<KnownName> names, Instant at) {
    public Call {
        names = List.copyOf(names);
    }
}
