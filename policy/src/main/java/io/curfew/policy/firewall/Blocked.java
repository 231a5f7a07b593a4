package io.curfew.policy.firewall;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.service.PortRange;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What shall not pass.
 *
 * @param key names it among the rules: lower-case letters, digits and hyphens
 * @param title in a few words: letters, digits, blanks and {@code . : - /} alone
 * @param source who begins, by address
 * @param sourceMac who begins, where only the MAC address is known; absent otherwise
 * @param target who is asked; absent for anybody
 * @param ports by what; empty for anything
 * @param version 4 or 6
 * @param way where a firewall meets it
 */
record Blocked(
        String key,
        String title,
        @Nullable IpAddress source,
        @Nullable MacAddress sourceMac,
        @Nullable IpAddress target,
        List<PortRange> ports,
        int version,
        Way way) {
    /** Where a firewall meets a packet: most keep separate rules for each. */
    enum Way {
        /** It is passed on. */
        PASSING(""),
        /** The firewall itself is asked. */
        INCOMING("-in"),
        /** The firewall itself begins. */
        OUTGOING("-out");

        private final String suffix;

        Way(String suffix) {
            this.suffix = suffix;
        }

        /** Tells rules apart that are of one alert and of different ways. */
        String suffix() {
            return suffix;
        }
    }

    Blocked {
        ports = List.copyOf(ports);
        if (!key.matches("[a-z0-9-]{1,64}") || !title.matches("[A-Za-z0-9 .:/-]*")) {
            throw new IllegalArgumentException("a shell could mistake this: " + key + ", " + title);
        }
    }
}
