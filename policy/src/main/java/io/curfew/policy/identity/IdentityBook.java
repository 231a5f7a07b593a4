package io.curfew.policy.identity;

import io.curfew.events.DhcpObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.memory.Binding;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import io.curfew.policy.memory.Tenancies;
import io.curfew.policy.plan.Duty;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Tells devices by their MAC address, else by their address. Where a packet was routed, the frame carries the router's
 * MAC address: it never names a device but the router itself.
 */
public final class IdentityBook {
    /** A frame may take an address over from a lease or an ARP message that is older than this. */
    private static final Duration STALE = Duration.ofHours(24);
    /** How old a binding may get before seeing it again is written down. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final Set<Duty> GATEWAY = Set.of(Duty.GATEWAY);

    private final Rows rows;
    private final Routers routers;
    private final DeviceIds ids = new DeviceIds();

    public IdentityBook(Rows rows) {
        this.rows = rows;
        routers = new Routers(rows);
    }

    /**
     * Learns from a server's acknowledgement which device has which address, and who routes.
     *
     * @param at when that was, no later than it is at the site
     */
    public void learn(SitePlan plan, DhcpObservation dhcp, Instant at) {
        if (!dhcp.isAcknowledgement()) {
            return;
        }
        MacAddress client = dhcp.clientMac();
        IpAddress ip = dhcp.assignedIp() == null ? dhcp.requestedIp() : dhcp.assignedIp();
        if (client != null && ip != null && !ip.isUnspecified()) {
            bind(plan, ip, rows.get(Table.BINDINGS, ip), new Binding(client, Binding.Source.LEASE, at));
            for (IpAddress more : dhcp.moreAssignedIps()) {
                bind(plan, more, rows.get(Table.BINDINGS, more), new Binding(client, Binding.Source.LEASE, at));
            }
        }
        for (IpAddress router : dhcp.routers()) {
            Binding binding = rows.get(Table.BINDINGS, router);
            if (binding != null) {
                routers.add(binding.mac());
            }
        }
    }

    /**
     * Learns from ARP and NDP which device has which address.
     *
     * @param at when that was, no later than it is at the site
     */
    public void learn(SitePlan plan, NeighborObservation neighbor, Instant at) {
        IpAddress ip = neighbor.senderIp();
        // A link-local IPv6 address may be another device's on the next segment; its frames tell whose it is.
        boolean isOfOneDevice = !ip.isUnspecified() && !ip.isGroup() && !(ip.isV6() && ip.isLinkLocal());
        MacAddress mac = neighbor.senderMac();
        if (isOfOneDevice && mac != null && !mac.isGroup()) {
            bind(plan, ip, rows.get(Table.BINDINGS, ip), new Binding(mac, Binding.Source.NEIGHBOR, at));
        }
    }

    /** Learns who offers itself as default router. */
    public void learn(RouterAdvertisementObservation advertisement) {
        MacAddress router = advertisement.sender().mac();
        if (router != null && !router.isGroup() && !advertisement.lifetime().isZero()) {
            routers.add(router);
        }
    }

    /**
     * Learns that the MAC address to which somebody sends what is meant for a far address is a router's. What one sends
     * itself makes nobody a router: a phone that still uses the address of another network is none, and who wants to
     * look like one can send what it likes.
     */
    public void learnRouters(SitePlan plan, FlowObservation flow) {
        IpAddress asked = flow.responder().ip();
        boolean initiatorIsInside = plan.zoneOf(flow.initiator().ip()) != null;
        boolean initiatorIsNear = initiatorIsInside || !flow.initiator().ip().isInternet();
        boolean askedIsFar = (initiatorIsNear && plan.isInternet(asked))
                || (initiatorIsInside && plan.zoneOf(asked) == null && !asked.isLinkLocal());
        MacAddress mac = flow.responder().mac();
        if (!askedIsFar || mac == null || mac.isGroup() || routers.includes(mac)) {
            return;
        }
        boolean isHost = plan.isGroup(asked) || asked.isUnspecified() || plan.listed(asked) != null;
        if (!isHost && rows.get(Table.BINDINGS, asked) == null) {
            routers.add(mac);
        }
    }

    /**
     * Who this end is. Learns the address of a device from its own frames.
     *
     * @param at when that was, no later than it is at the site
     */
    public Party party(SitePlan plan, Endpoint end, List<Integer> vlanIds, Instant at) {
        return party(plan, end, vlanIds, at, true);
    }

    /** The same of an end that was seen before, on whichever VLAN: it teaches nothing any more. */
    public Party past(SitePlan plan, Endpoint end, Instant at) {
        return party(plan, end, List.of(), at, false);
    }

    private Party party(SitePlan plan, Endpoint end, List<Integer> vlanIds, Instant at, boolean isNews) {
        IpAddress ip = end.ip();
        if (isGroup(plan, end)) {
            return Party.outside(plan, ip);
        }
        String zone = plan.zoneOf(ip);
        ListedDevice fixed = plan.listed(ip);
        if (fixed != null) {
            Set<Duty> duties = duties(plan, ip, null, fixed);
            return new Party(ip, fixed.mac(), fixed.id(), fixed, zone, duties, !duties.isEmpty());
        }
        MacAddress own = ownMac(plan, end, zone, vlanIds);
        Binding binding = ip.isUnspecified() ? null : rows.get(Table.BINDINGS, ip);
        if (own == null && binding != null && at.isBefore(binding.last())) {
            MacAddress tenant = tenant(ip, at);
            if (tenant != null && !routers.includes(tenant)) {
                return device(plan, ip, tenant, zone, vlanIds);
            }
        }
        if (binding != null && isUsable(binding, at)) {
            MacAddress mac = own != null && isDisputed(ip, binding, own) ? own : binding.mac();
            return device(plan, ip, mac, zone, vlanIds);
        }
        if (own == null) {
            if (binding != null && !routers.includes(binding.mac())) {
                return device(plan, ip, binding.mac(), zone, vlanIds);
            }
            Set<Duty> duties = plan.duties(ip);
            return zone == null
                    ? Party.outside(plan, ip)
                    : new Party(ip, null, ids.of(ip), null, zone, duties, !duties.isEmpty());
        }
        if (zone == null && ip.isInternet()) {
            return ip.isV6() && isKnown(plan, own) ? device(plan, ip, own, null, vlanIds) : Party.outside(plan, ip);
        }
        boolean learnable = isNews && (zone != null || !plan.hasSubnets() || ip.isLinkLocal());
        if (learnable && !ip.isUnspecified()) {
            bind(plan, ip, binding, new Binding(own, Binding.Source.FRAME, at));
        }
        return device(plan, ip, own, zone, vlanIds);
    }

    /**
     * By what a device is known however the policy calls it, and whether or not it lists it: its MAC address, else an
     * address.
     *
     * @return null for who is no device
     */
    public @Nullable DeviceId unlisted(Party party) {
        ListedDevice listed = party.listed();
        if (listed == null) {
            return party.device();
        }
        return listed.mac() == null ? ids.of(listed.addresses().getFirst()) : ids.of(listed.mac());
    }

    /** The device that has a MAC address of its own, whatever its address. */
    public Party party(SitePlan plan, MacAddress mac, IpAddress ip, List<Integer> vlanIds) {
        return device(plan, ip, mac, plan.zoneOf(ip), vlanIds);
    }

    /**
     * The last address of a zone's block is somebody's own where a frame of one device says so: zones may be parts of
     * one.
     */
    private static boolean isGroup(SitePlan plan, Endpoint end) {
        MacAddress mac = end.mac();
        return end.ip().isGroup() || (mac == null ? plan.isGroup(end.ip()) : mac.isGroup());
    }

    /** The frame's MAC address where it is that of the end itself; null where it is a router's. */
    private @Nullable MacAddress ownMac(SitePlan plan, Endpoint end, @Nullable String zone, List<Integer> vlanIds) {
        MacAddress mac = end.mac();
        if (mac == null || mac.isGroup() || mac.bits() == 0) {
            return null;
        }
        if (end.ip().isV6() && end.ip().isLinkLocal()) {
            // No router forwards these (RFC 4291, section 2.5.6): a router that has one speaks for itself.
            return mac;
        }
        boolean gateways = routers.includes(mac) || isGateway(plan, mac);
        if (gateways) {
            return !isElsewhere(plan, zone, vlanIds) && isGatewayAddress(plan, end.ip(), mac) ? mac : null;
        }
        // Who is not known to forward may do so, but a device that the policy lists sends what comes from it itself.
        return plan.listed(mac) == null && isElsewhere(plan, zone, vlanIds) ? null : mac;
    }

    /** True for an address of one zone on a VLAN of another. */
    private static boolean isElsewhere(SitePlan plan, @Nullable String zone, List<Integer> vlanIds) {
        String segment = plan.zoneOfVlans(vlanIds);
        return segment != null && zone != null && !segment.equals(zone);
    }

    private boolean isGatewayAddress(SitePlan plan, IpAddress ip, MacAddress mac) {
        if (plan.isGateway(ip)) {
            return true;
        }
        Binding binding = rows.get(Table.BINDINGS, ip);
        return binding != null && binding.mac().equals(mac) && isUsable(binding, binding.last());
    }

    private static boolean isGateway(SitePlan plan, MacAddress mac) {
        ListedDevice listed = plan.listed(mac);
        return listed != null && plan.isGateway(listed.id());
    }

    /** True when the device holds an address by which the policy names the gateway or a resolver. */
    public boolean holdsAppointed(SitePlan plan, MacAddress mac) {
        return routers.holdsAppointed(plan, mac);
    }

    /** True when another has claimed the address since it was said to be this one's, which goes on to send with it. */
    private boolean isDisputed(IpAddress ip, Binding binding, MacAddress own) {
        Tenancies tenancies = own.equals(binding.mac()) ? null : rows.get(Table.TENANCIES, ip);
        return tenancies != null && tenancies.wasSaidOf(own);
    }

    private boolean isKnown(SitePlan plan, MacAddress mac) {
        ListedDevice listed = plan.listed(mac);
        return listed != null || rows.get(Table.DEVICES, ids.of(mac)) != null;
    }

    private static boolean isUsable(Binding binding, Instant at) {
        return binding.source() != Binding.Source.FRAME
                && at.isBefore(binding.last().plus(STALE));
    }

    private Party device(
            SitePlan plan, IpAddress ip, MacAddress mac, @Nullable String zoneOfAddress, List<Integer> vlanIds) {
        ListedDevice listed = plan.listed(mac);
        DeviceId id = listed == null ? ids.of(mac) : listed.id();
        String zone = zoneOfAddress == null ? plan.zoneOfVlans(vlanIds) : zoneOfAddress;
        if (zone == null) {
            DeviceFacts facts = rows.get(Table.DEVICES, id);
            zone = facts == null ? null : facts.zone();
        }
        Set<Duty> duties = duties(plan, ip, mac, listed);
        boolean serves = !duties.isEmpty() || (listed == null && routers.isOwn(plan, mac));
        return new Party(ip, mac, id, listed, zone, duties, serves);
    }

    private Set<Duty> duties(SitePlan plan, IpAddress ip, @Nullable MacAddress mac, @Nullable ListedDevice listed) {
        Set<Duty> duties = Duty.union(plan.duties(ip), routers.dutiesBeside(plan, ip, mac, listed));
        return listed != null && plan.isGateway(listed.id()) ? Duty.union(duties, GATEWAY) : duties;
    }

    private void bind(SitePlan plan, IpAddress ip, @Nullable Binding known, Binding binding) {
        if (known == null) {
            routers.firstHeld(plan, ip, binding);
        } else {
            boolean isOther = !known.mac().equals(binding.mac());
            boolean isTrusted = known.source() != Binding.Source.FRAME || binding.source() == Binding.Source.FRAME;
            if (isOther && isTrusted && binding.last().isBefore(known.last())) {
                // Told late: the address has another tenant by now.
                rows.put(Table.TENANCIES, ip, tenancies(ip, known).with(binding));
                return;
            }
            boolean weaker = binding.source() == Binding.Source.FRAME && isUsable(known, binding.last());
            boolean same = known.mac().equals(binding.mac())
                    && known.source() == binding.source()
                    && binding.last().isBefore(known.last().plus(REFRESH));
            if (weaker || same) {
                return;
            }
            if (isOther) {
                rows.put(Table.TENANCIES, ip, tenancies(ip, known).with(binding));
            }
        }
        rows.put(Table.BINDINGS, ip, binding);
        // Whoever else claims the gateway's address later is no router for that.
        if (plan.isGateway(ip) && routers.holds(ip, binding.mac())) {
            routers.add(binding.mac());
        }
    }

    /** Who had an address that has changed hands; null when it has not, or nobody remembers. */
    private @Nullable MacAddress tenant(IpAddress ip, Instant at) {
        Tenancies tenancies = rows.get(Table.TENANCIES, ip);
        return tenancies == null ? null : tenancies.at(at);
    }

    private Tenancies tenancies(IpAddress ip, Binding known) {
        Tenancies tenancies = rows.get(Table.TENANCIES, ip);
        return tenancies == null ? Tenancies.of(known) : tenancies;
    }
}
