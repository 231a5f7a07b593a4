package io.curfew.policy.plan;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.NamePattern;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.language.Site;
import io.curfew.policy.language.Subnet;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The address plan, servers and listed devices of one site. A site that the policy does not know has none. */
public final class SitePlan {
    private record ZonedSubnet(Subnet subnet, String zone) {}

    private final List<ZonedSubnet> subnets = new ArrayList<>();
    private final Map<Integer, String> zonesByVlan = new HashMap<>();
    private final Set<IpAddress> broadcasts = new HashSet<>();
    private final List<NamePattern> timeServerNames = new ArrayList<>();
    private final Map<IpAddress, Set<Duty>> duties = new HashMap<>();
    private final Set<Duty> given = EnumSet.noneOf(Duty.class);
    private final Set<DeviceId> controllers = new HashSet<>();
    private final Map<MacAddress, ListedDevice> devicesByMac = new HashMap<>();
    private final Map<IpAddress, ListedDevice> devicesByAddress = new HashMap<>();
    private final Map<DeviceId, ListedDevice> devices = new HashMap<>();
    private final Set<String> guardedZones = new HashSet<>();
    private final List<IpAddress> gatewayAndResolvers;
    private final List<IpAddress> servers;
    private final @Nullable DeviceId gatewayDevice;
    private final List<String> zones;

    private SitePlan(Policy policy, SiteId id) {
        Site site = policy.site(id).orElse(null);
        gatewayDevice = site == null ? null : site.gatewayDevice();
        zones = site == null
                ? List.of()
                : site.zones().stream().map(Site.Zone::id).toList();
        gatewayAndResolvers = site == null
                ? List.of()
                : Stream.concat(site.gateway().stream(), site.resolvers().stream())
                        .distinct()
                        .toList();
        if (site == null) {
            servers = List.of();
            return;
        }
        site.zones().forEach(this::add);
        subnets.sort(
                Comparator.comparingInt((ZonedSubnet zoned) -> zoned.subnet().prefixBits())
                        .reversed());
        site.gateway().forEach(ip -> add(ip, Duty.GATEWAY));
        site.resolvers().forEach(ip -> add(ip, Duty.RESOLVER));
        controllers.addAll(site.controllers());
        for (Site.TimeServer server : site.timeServers()) {
            switch (server) {
                case Site.TimeServer.At at -> add(at.ip(), Duty.TIME_SERVER);
                case Site.TimeServer.Called called -> timeServerNames.add(called.name());
            }
        }
        servers = Stream.concat(gatewayAndResolvers.stream(), with(Duty.TIME_SERVER))
                .distinct()
                .toList();
        policy.devices(id).forEach(this::add);
        for (Rule rule : policy.rules()) {
            addGuarded(rule, site);
        }
    }

    public static SitePlan of(Policy policy, SiteId site) {
        return new SitePlan(policy, site);
    }

    private void add(IpAddress ip, Duty duty) {
        duties.computeIfAbsent(ip, _ -> EnumSet.noneOf(Duty.class)).add(duty);
        given.add(duty);
    }

    private Stream<IpAddress> with(Duty duty) {
        return duties.entrySet().stream()
                .filter(held -> held.getValue().contains(duty))
                .map(Map.Entry::getKey)
                .sorted();
    }

    private void add(Site.Zone zone) {
        for (Subnet subnet : zone.subnets()) {
            subnets.add(new ZonedSubnet(subnet, zone.id()));
            IpAddress broadcast = subnet.broadcast();
            if (broadcast != null) {
                broadcasts.add(broadcast);
            }
        }
        for (int vlan : zone.vlans()) {
            zonesByVlan.put(vlan, zone.id());
        }
    }

    private void add(ListedDevice device) {
        devices.put(device.id(), device);
        if (device.mac() != null) {
            devicesByMac.put(device.mac(), device);
        }
        for (IpAddress address : device.addresses()) {
            devicesByAddress.put(address, device);
        }
    }

    /** A rule guards the zones that it names; one that puts everybody under default deny guards all. */
    private void addGuarded(Rule rule, Site site) {
        Rule.Subject subject = rule.subject();
        if (!rule.holdsAt(site.id())) {
            return;
        }
        boolean everybody = subject.zones().isEmpty()
                && subject.devices().isEmpty()
                && subject.tags().isEmpty();
        for (Site.Zone zone : site.zones()) {
            if (subject.zones().contains(zone.id()) || (everybody && rule.isDefaultDeny())) {
                guardedZones.add(zone.id());
            }
        }
    }

    /** All zones, in the order of the policy. */
    public List<String> zones() {
        return zones;
    }

    /** The zone whose subnet holds the address most closely; null when none does. */
    public @Nullable String zoneOf(IpAddress ip) {
        for (int index = 0; index < subnets.size(); index++) {
            ZonedSubnet zoned = subnets.get(index);
            if (zoned.subnet().contains(ip)) {
                return zoned.zone();
            }
        }
        return null;
    }

    /** The zone of the innermost 802.1Q tag that has one; null when none has. */
    public @Nullable String zoneOfVlans(List<Integer> vlanIds) {
        for (int index = vlanIds.size() - 1; index >= 0; index--) {
            String zone = zonesByVlan.get(vlanIds.get(index));
            if (zone != null) {
                return zone;
            }
        }
        return null;
    }

    public boolean hasSubnets() {
        return !subnets.isEmpty();
    }

    /** True when rules guard the zone, so that a device nobody listed is worth a word. */
    public boolean isGuarded(String zone) {
        return guardedZones.contains(zone);
    }

    /** True for multicast, broadcast and the broadcast addresses of the site's subnets. */
    public boolean isGroup(IpAddress ip) {
        return ip.isGroup() || broadcasts.contains(ip);
    }

    /** True for a public address outside the site's zones. */
    public boolean isInternet(IpAddress ip) {
        return ip.isInternet() && zoneOf(ip) == null && !devicesByAddress.containsKey(ip);
    }

    /** True for public addresses of which the site's zones have none. */
    public boolean isOutside(Subnet subnet) {
        return isInternet(subnet.base())
                && subnets.stream()
                        .noneMatch(zoned -> subnet.contains(zoned.subnet().base()));
    }

    /** What the policy has whoever uses the address do for the site. */
    public Set<Duty> duties(IpAddress ip) {
        return duties.getOrDefault(ip, Set.of());
    }

    public boolean isResolver(IpAddress ip) {
        return duties(ip).contains(Duty.RESOLVER);
    }

    /** True when the policy says which resolvers the site has. */
    public boolean hasResolvers() {
        return given.contains(Duty.RESOLVER);
    }

    /** True when the policy says which time servers the site has. */
    public boolean hasTimeServers() {
        return !timeServerNames.isEmpty() || given.contains(Duty.TIME_SERVER);
    }

    /** The site's time servers as text, for people. */
    public String timeServersText() {
        return Stream.concat(
                        with(Duty.TIME_SERVER).map(IpAddress::toString),
                        timeServerNames.stream().map(NamePattern::toString))
                .collect(Collectors.joining(", "));
    }

    /** True when the policy says who the gateway is. */
    public boolean hasGateway() {
        return gatewayDevice != null || given.contains(Duty.GATEWAY);
    }

    public boolean isTimeServer(IpAddress ip) {
        return duties(ip).contains(Duty.TIME_SERVER);
    }

    public boolean isTimeServer(DomainName name) {
        for (int index = 0; index < timeServerNames.size(); index++) {
            if (timeServerNames.get(index).matches(name)) {
                return true;
            }
        }
        return false;
    }

    public boolean isGateway(IpAddress ip) {
        return duties(ip).contains(Duty.GATEWAY);
    }

    /** True for every address that the policy gives to the gateway, as such or as the listed device that it is. */
    public boolean isOfGateway(IpAddress ip) {
        ListedDevice listed = devicesByAddress.get(ip);
        return isGateway(ip)
                || (listed != null
                        && (isGateway(listed.id())
                                || listed.addresses().stream().anyMatch(this::isGateway)));
    }

    public boolean isGateway(DeviceId device) {
        return device.equals(gatewayDevice);
    }

    /** The addresses by which the policy names the gateway and the resolvers, each once. */
    public List<IpAddress> gatewayAndResolvers() {
        return gatewayAndResolvers;
    }

    /** The addresses of the site's gateway, resolvers and time servers, each once. */
    public List<IpAddress> servers() {
        return servers;
    }

    /** True for the addresses of the site's gateway, resolvers and time servers. */
    public boolean isServer(IpAddress ip) {
        return duties.containsKey(ip);
    }

    public boolean isController(DeviceId device) {
        return controllers.contains(device);
    }

    public @Nullable ListedDevice listed(MacAddress mac) {
        return devicesByMac.get(mac);
    }

    public @Nullable ListedDevice listed(IpAddress ip) {
        return devicesByAddress.get(ip);
    }

    public @Nullable ListedDevice listed(DeviceId device) {
        return devices.get(device);
    }

    /**
     * The listed device whose id stands in as the name of a peer that is called nothing. Ids may differ from names in
     * capital letters and final dots: null where no id is meant, or several may be.
     */
    public @Nullable ListedDevice standingInAs(DomainName name) {
        ListedDevice meant = null;
        for (ListedDevice device : devices.values()) {
            if (name.equals(new DomainName(device.id().value()))) {
                if (meant != null) {
                    return null;
                }
                meant = device;
            }
        }
        return meant;
    }

    /** The site's resolvers as text, for people. */
    public String resolversText() {
        return with(Duty.RESOLVER).map(IpAddress::toString).collect(Collectors.joining(", "));
    }
}
