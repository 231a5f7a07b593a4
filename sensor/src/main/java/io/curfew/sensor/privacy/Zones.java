package io.curfew.sensor.privacy;

import io.curfew.events.Detail;
import io.curfew.events.IpAddress;

import java.util.List;

/**
 * Which detail holds for addresses seen together on one wire: the strictest of the zones that hold one of them or a tag
 * of the wire. A link-local address on a wire whose tags are no zone's might be anybody's, and so might a message that
 * names no address: they get the strictest detail of all zones.
 */
final class Zones {
    private final List<PrivateZone> zones;
    private final Detail strictest;

    Zones(List<PrivateZone> zones) {
        this.zones = List.copyOf(zones);
        strictest = strictest(this.zones);
    }

    /** True when nothing needs to be looked at. */
    boolean sayAll() {
        return strictest == Detail.FULL;
    }

    Detail detail(List<Integer> vlanIds, List<IpAddress> addresses) {
        List<PrivateZone> byTag =
                zones.stream().filter(zone -> zone.holds(vlanIds)).toList();
        List<IpAddress> owned = addresses.stream()
                .filter(ip -> !ip.isGroup() && !ip.isUnspecified())
                .toList();
        Detail detail = strictest(byTag);
        if (byTag.isEmpty() && (owned.isEmpty() || owned.stream().anyMatch(Zones::isLinkLocal))) {
            return strictest;
        }
        for (IpAddress address : owned) {
            detail = detail.stricter(bySubnet(address));
        }
        return detail;
    }

    /** What holds for an address by itself, wherever it was seen. */
    Detail bySubnet(IpAddress address) {
        return strictest(zones.stream().filter(zone -> zone.holds(address)).toList());
    }

    private static Detail strictest(List<PrivateZone> zones) {
        return zones.stream().map(PrivateZone::detail).reduce(Detail.FULL, Detail::stricter);
    }

    static boolean isLinkLocal(IpAddress ip) {
        return ip.isV6() ? ip.high() >>> 54 == 0xfe80 >>> 6 : ip.low() >>> 16 == 0xa9fe;
    }
}
