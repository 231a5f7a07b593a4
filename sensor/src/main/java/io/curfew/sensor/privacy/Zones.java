package io.curfew.sensor.privacy;

import io.curfew.events.Detail;
import io.curfew.events.IpAddress;
import io.curfew.policy.language.Subnet;

import java.util.Comparator;
import java.util.List;

/**
 * Which detail holds for addresses seen together on one wire: the strictest of what holds for one of them or for a tag
 * of the wire. For an address that is what the smallest block says that holds it. A link-local address on a wire whose
 * tags are no zone's might be anybody's, and so might a message that names no address: they get the strictest detail of
 * all zones.
 */
final class Zones {
    private final List<PrivateZone> zones;
    /** Smallest first; of equals the strictest, which is what holds for both. */
    private final List<Block> blocks;

    private final Detail strictest;

    private record Block(Subnet subnet, Detail detail) {}

    Zones(List<PrivateZone> zones) {
        this.zones = List.copyOf(zones);
        blocks = zones.stream()
                .flatMap(zone -> zone.subnets().stream().map(subnet -> new Block(subnet, zone.detail())))
                .sorted(Comparator.comparingInt((Block block) -> block.subnet().prefixBits())
                        .thenComparing(Block::detail)
                        .reversed())
                .toList();
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
        if (byTag.isEmpty() && (owned.isEmpty() || owned.stream().anyMatch(IpAddress::isLinkLocal))) {
            return strictest;
        }
        for (IpAddress address : owned) {
            detail = detail.stricter(bySubnet(address));
        }
        return detail;
    }

    /** What holds for addresses that a message names, none of whom was seen on its wire. */
    Detail ofNamed(List<IpAddress> addresses) {
        return addresses.isEmpty() ? Detail.FULL : detail(List.of(), addresses);
    }

    /** What holds for an address by itself, wherever it was seen. */
    Detail bySubnet(IpAddress address) {
        for (Block block : blocks) {
            if (block.subnet().contains(address)) {
                return block.detail();
            }
        }
        return Detail.FULL;
    }

    private static Detail strictest(List<PrivateZone> zones) {
        return zones.stream().map(PrivateZone::detail).reduce(Detail.FULL, Detail::stricter);
    }
}
