package io.curfew.events;

import org.jspecify.annotations.Nullable;

/**
 * One end of a flow or a question.
 *
 * @param mac the sender's MAC address on the sensor's segment; absent where the link has none or an import sees none
 * @param ip the address
 * @param port 0 to 65535; 0 where the transport has no ports
 */
public record Endpoint(@Nullable MacAddress mac, IpAddress ip, int port) {
    public Endpoint {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0..65535, was " + port);
        }
    }
}
