package io.curfew.policy.language;

import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.service.PortRange;

import java.util.Collection;
import java.util.List;

/** Tells whether one part of a policy speaks of all that another speaks of. Where it cannot tell, it says no. */
final class Covering {
    private final Collection<Site> sites;

    Covering(Collection<Site> sites) {
        this.sites = sites;
    }

    /** True when whoever the one rule speaks of is spoken of by the other as well. */
    boolean covers(Rule wide, Rule narrow) {
        for (Site site : sites) {
            if (narrow.holdsAt(site.id()) && !wide.holdsAt(site.id())) {
                return false;
            }
        }
        return covers(wide.subject().zones(), narrow.subject().zones())
                && covers(wide.subject().devices(), narrow.subject().devices())
                && covers(wide.subject().tags(), narrow.subject().tags())
                && (wide.subject().singlesOut() || !speaksOfInfrastructure(narrow));
    }

    /** True when there may be a device of which both speak. */
    boolean mayMeet(Rule one, Rule other) {
        return sites.stream().map(Site::id).anyMatch(site -> one.holdsAt(site) && other.holdsAt(site))
                && mayMeet(one.subject().zones(), other.subject().zones())
                && mayMeet(one.subject().devices(), other.subject().devices());
    }

    /** Rules of zones do not speak of what serves everybody. */
    private boolean speaksOfInfrastructure(Rule rule) {
        for (Site site : sites) {
            DeviceId gateway = site.gatewayDevice();
            if (gateway != null
                    && rule.holdsAt(site.id())
                    && rule.subject().devices().contains(gateway)) {
                return true;
            }
        }
        return false;
    }

    /** True when all that the one entry means is meant by the other, toward whom {@code wide} names at least. */
    static boolean coversNamed(Entry wide, Entry narrow) {
        return (wide.others().isEmpty() == narrow.others().isEmpty()) && covers(wide, narrow);
    }

    /** True when all that the one entry means is meant by the other. */
    static boolean covers(Entry wide, Entry narrow) {
        boolean speakAlike = wide.names().isEmpty() == narrow.names().isEmpty()
                && (!wide.names().isEmpty() || wide.direction() == narrow.direction());
        return speakAlike
                && coversSelectors(wide.names(), narrow.names())
                && coversSelectors(wide.others(), narrow.others())
                && covers(wide.transports(), narrow.transports())
                && coversPorts(wide, narrow)
                && (wide.until() == null
                        || (narrow.until() != null && !narrow.until().isAfter(wide.until())));
    }

    private static boolean coversSelectors(List<Selector> wide, List<Selector> narrow) {
        return wide.isEmpty()
                || (!narrow.isEmpty()
                        && narrow.stream().allMatch(one -> wide.stream().anyMatch(other -> covers(other, one))));
    }

    private static boolean covers(Selector wide, Selector narrow) {
        if (wide instanceof Selector.InSubnet block && narrow instanceof Selector.InSubnet part) {
            return block.subnet().prefixBits() <= part.subnet().prefixBits()
                    && block.subnet().contains(part.subnet().base());
        }
        if (wide instanceof Selector.Named pattern && narrow instanceof Selector.Named name) {
            return pattern.name().equals(name.name())
                    || (pattern.name().below()
                            && name.name().name().isBelow(pattern.name().name()));
        }
        return wide.equals(narrow);
    }

    private static boolean coversPorts(Entry wide, Entry narrow) {
        return wide.ports().isEmpty()
                || (!narrow.ports().isEmpty()
                        && narrow.ports().stream()
                                .allMatch(part -> wide.ports().stream().anyMatch(range -> covers(range, part))));
    }

    private static boolean covers(PortRange wide, PortRange narrow) {
        Transport transport = wide.transport();
        return (transport == null || transport == narrow.transport())
                && wide.first() <= narrow.first()
                && narrow.last() <= wide.last();
    }

    private static boolean covers(List<?> wide, List<?> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private static boolean mayMeet(List<?> one, List<?> other) {
        return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
    }
}
