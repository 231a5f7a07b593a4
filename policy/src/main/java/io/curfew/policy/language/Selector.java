package io.curfew.policy.language;

import io.curfew.policy.DeviceId;

import java.util.List;

/** Whom an entry means by the other end of a flow. */
public sealed interface Selector {

    /** The site's DNS servers. */
    record Resolvers() implements Selector {}

    /** The site's NTP servers. */
    record TimeServers() implements Selector {}

    /** The site's devices that may command others. */
    record Controllers() implements Selector {}

    /** The site's router. */
    record Gateway() implements Selector {}

    /** Public addresses outside the site's zones. */
    record Internet() implements Selector {}

    record InZone(String zone) implements Selector {}

    record OfDevice(DeviceId device) implements Selector {}

    record Tagged(String tag) implements Selector {}

    record InSubnet(Subnet subnet) implements Selector {}

    record Named(NamePattern name) implements Selector {}

    /** Any name of a list. */
    record OnList(NameList list) implements Selector {}

    /** Nobody of these. */
    record Not(List<Selector> others) implements Selector {
        public Not {
            others = List.copyOf(others);
        }
    }
}
