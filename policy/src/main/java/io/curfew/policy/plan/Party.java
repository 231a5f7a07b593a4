package io.curfew.policy.plan;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.ListedDevice;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Who one end of a flow is.
 *
 * @param ip its address
 * @param mac the device's own MAC address, never a router's; absent when unknown
 * @param device absent when it is no device of the site
 * @param listed what the policy says of the device; absent when it says nothing
 * @param zone absent when no zone holds it
 * @param duties what the policy has it do for the site, by whichever of its addresses the policy names it
 * @param serves true for the site's gateway, resolvers and time servers, and for its own router where the policy names
 *     no gateway: rules for whole zones do not speak of them
 */
public record Party(
        IpAddress ip,
        @Nullable MacAddress mac,
        @Nullable DeviceId device,
        @Nullable ListedDevice listed,
        @Nullable String zone,
        Set<Duty> duties,
        boolean serves) {

    /** An end of which the policy says nothing, and that is no device of the site. */
    public static Party outside(IpAddress ip) {
        return new Party(ip, null, null, null, null, Set.of(), false);
    }

    /** An end that is no device of the site; a server of the site may stand elsewhere. */
    public static Party outside(SitePlan plan, IpAddress ip) {
        return new Party(ip, null, null, null, null, plan.duties(ip), false);
    }

    public boolean has(Duty duty) {
        return duties.contains(duty);
    }

    /** The same place, but nobody is known to be there. */
    public Party withoutDevice() {
        return new Party(ip, null, null, null, zone, duties, serves);
    }

    /** The same in another zone, or in none. */
    public Party in(@Nullable String other) {
        return new Party(ip, mac, device, listed, other, duties, serves);
    }
}
