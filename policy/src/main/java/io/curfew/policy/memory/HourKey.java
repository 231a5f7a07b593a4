package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What is summed up by the hour: who did what with whom, and what the policy said. Without a device and without a peer
 * it is the rest, of which too much happened to be kept apart.
 *
 * @param hour hours since 1970 in UTC
 * @param device the device that acted; absent when it is none of the site
 * @param responder the device that was asked; absent when it is none of the site
 * @param transport what carried it
 * @param port the port that was asked for; 0 where there is none
 * @param act what was done
 * @param result what the policy said
 * @param rule the rule that said so; absent when none did
 * @param ip the peer's address; absent when it has a name or is a device
 * @param name the peer's name, or the name that was asked for
 */
public record HourKey(
        long hour,
        @Nullable DeviceId device,
        @Nullable DeviceId responder,
        Transport transport,
        int port,
        Act act,
        Result result,
        @Nullable String rule,
        @Nullable IpAddress ip,
        @Nullable DomainName name) {

    /** What was done. */
    public enum Act {
        FLOW,
        QUESTION
    }

    /** What the policy said. */
    public enum Result {
        ALLOWED,
        VIOLATION,
        UNJUDGED
    }

    /** The same with whatever peer and port. */
    public HourKey withoutPeer() {
        return new HourKey(hour, device, null, transport, 0, act, result, rule, null, null);
    }

    /** The same of whatever device, peer, port and rule. */
    public HourKey withoutDevice() {
        return new HourKey(hour, null, null, transport, 0, act, result, null, null, null);
    }

    @Override
    public String toString() {
        return hour + "|" + text(device) + "|" + text(responder) + "|" + transport + "|" + port + "|" + act + "|"
                + result + "|" + text(rule) + "|" + text(ip) + "|" + (name == null ? "" : "=" + name);
    }

    private static String text(@Nullable Object part) {
        return part == null ? "" : part.toString();
    }
}
