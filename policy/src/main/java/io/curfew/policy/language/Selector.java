package io.curfew.policy.language;

import io.curfew.policy.DeviceId;
import io.curfew.policy.place.PlaceDatabase;
import org.jspecify.annotations.Nullable;

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

    /**
     * Whoever has an address in a country.
     *
     * @param country two capital letters
     * @param database says which addresses these are; absent when it was not given: then nobody can tell
     */
    record InCountry(String country, @Nullable PlaceDatabase database) implements Selector {}

    /**
     * Whoever has an address in an autonomous system.
     *
     * @param number of the autonomous system
     * @param database says which addresses these are; absent when it was not given: then nobody can tell
     */
    record InNetwork(long number, @Nullable PlaceDatabase database) implements Selector {}

    /** Whoever is not on the internet: the site's zones, private and link-local addresses, groups. */
    record Local() implements Selector {}

    /** Devices whose MUD URL is of this host. */
    record MadeBy(String authority) implements Selector {}

    /** Devices that have this MUD URL. */
    record OfModel(String url) implements Selector {}

    /** Whoever is meant by all of these. */
    record All(List<Selector> each) implements Selector {
        public All {
            each = List.copyOf(each);
        }
    }

    /** Nobody of these. */
    record Not(List<Selector> others) implements Selector {
        public Not {
            others = List.copyOf(others);
        }
    }
}
