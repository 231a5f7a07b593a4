package io.curfew.policy.service;

import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Ports of one transport, or of any.
 *
 * @param transport TCP or UDP and so on; absent when any is meant
 * @param first 0 to 65535
 * @param last at least {@code first}
 */
public record PortRange(@Nullable Transport transport, int first, int last) {
    public PortRange {
        if (first < 0 || last > 65_535 || first > last) {
            throw new IllegalArgumentException("ports must be 0..65535 and ascending, were " + first + "-" + last);
        }
    }

    public boolean contains(Transport candidate, int port) {
        return port >= first && port <= last && (transport == null || transport == candidate);
    }
}
