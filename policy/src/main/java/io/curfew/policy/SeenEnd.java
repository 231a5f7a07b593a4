package io.curfew.policy;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * One end of an observation behind an alert.
 *
 * @param mac its MAC address on the wire, which is the router's for whoever stands behind it; absent when unknown
 * @param ip its address
 * @param port its port; 0 where there is none
 */
public record SeenEnd(@Nullable MacAddress mac, IpAddress ip, int port) {
    public static SeenEnd of(Endpoint end) {
        return new SeenEnd(end.mac(), end.ip(), end.port());
    }
}
