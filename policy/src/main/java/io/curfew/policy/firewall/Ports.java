package io.curfew.policy.firewall;

import io.curfew.policy.service.PortRange;

/** Ports as firewalls write them. */
final class Ports {
    private Ports() {}

    static String text(PortRange range, String to) {
        return range.first() == range.last() ? Integer.toString(range.first()) : range.first() + to + range.last();
    }
}
