package io.curfew.policy.language;

import io.curfew.events.Transport;
import io.curfew.policy.service.PortRange;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One thing that a rule allows or denies: flows in one direction, or questions for names.
 *
 * @param text the entry as written in the policy, on one line
 * @param line where it is written, from 1
 * @param direction who initiates
 * @param others the other ends meant; empty means anybody
 * @param transports the transports meant; empty means any
 * @param initiatorPorts the initiator's ports meant, by transport; empty means any
 * @param ports the responder's ports meant, by transport; empty means any
 * @param names the names that must not be asked for; empty when the entry speaks of flows
 * @param until the moment at which it ends; absent when it does not
 * @param because why it is there; empty when nobody said
 * @param place where it stands in a list whose first match decides; absent where the order makes no difference
 */
public record Entry(
        String text,
        int line,
        Direction direction,
        List<Selector> others,
        List<Transport> transports,
        List<PortRange> initiatorPorts,
        List<PortRange> ports,
        List<Selector> names,
        @Nullable Instant until,
        String because,
        @Nullable Place place) {

    /** Who initiates the flows that an entry speaks of. */
    public enum Direction {
        /** The subject does. */
        TO,
        /** Others do, toward the subject. */
        FROM
    }

    /**
     * A place in a list whose first match decides.
     *
     * @param list which one
     * @param line which of its lines, from 0
     */
    public record Place(String list, int line) {}

    public Entry {
        others = List.copyOf(others);
        transports = List.copyOf(transports);
        initiatorPorts = List.copyOf(initiatorPorts);
        ports = List.copyOf(ports);
        names = List.copyOf(names);
    }

    /** True when the entry stands before the other in the same list, so that what it means is decided by it. */
    public boolean precedes(Entry other) {
        return place != null
                && other.place != null
                && place.line() < other.place.line()
                && place.list().equals(other.place.list());
    }

    /** True while the entry is in force. */
    public boolean holdsAt(Instant moment) {
        return until == null || moment.isBefore(until);
    }
}
