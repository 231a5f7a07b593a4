package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;

/** What keeps a segment running and is always allowed, whatever the rules say. */
final class Housekeeping {
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;
    private static final int DHCPV6_CLIENT = 546;
    private static final int DHCPV6_SERVER = 547;
    private static final int FIRST_LISTENER_TYPE = 130;
    private static final int LAST_NEIGHBOR_TYPE = 137;
    private static final int LISTENER_REPORT_TYPE = 143;
    private static final IpAddress LINK_SCOPE_GROUPS = IpAddress.parse("ff02::");

    private Housekeeping() {}

    /**
     * True for DHCP, neighbor discovery and group membership of the device's own segment, and for word that a packet
     * did not arrive: a firewall that rejects, as it should, sends it.
     */
    static boolean includes(SitePlan plan, FlowObservation flow, Party responder) {
        IpAddress to = flow.responder().ip();
        boolean near = plan.isGroup(to) || responder.device() != null || (to.isV6() && to.isLinkLocal());
        boolean isError = FlowObservation.ICMP_ERROR.equals(flow.applicationProtocol());
        return isError
                || switch (flow.transport()) {
                    case UDP ->
                        near && isDhcp(flow.initiator().port(), flow.responder().port());
                    case ICMPV6 -> isNeighborDiscovery(flow) && (near || !plan.isInternet(to));
                    case IGMP -> near;
                    case TCP, ICMP, SCTP, GRE, ESP, OTHER -> false;
                };
    }

    private static boolean isDhcp(int from, int to) {
        return (to == DHCP_SERVER && (from == DHCP_CLIENT || from == DHCP_SERVER))
                || (to == DHCP_CLIENT && from == DHCP_SERVER)
                || (to == DHCPV6_SERVER && from == DHCPV6_CLIENT)
                || (to == DHCPV6_CLIENT && from == DHCPV6_SERVER);
    }

    /**
     * Neighbor discovery (RFC 4861) and listener discovery (RFC 2710, RFC 3810) by their ICMPv6 type, which stands for
     * the port; by their scope where no type is told.
     */
    private static boolean isNeighborDiscovery(FlowObservation flow) {
        int type = flow.initiator().port();
        IpAddress to = flow.responder().ip();
        if (type == 0) {
            return to.high() == LINK_SCOPE_GROUPS.high()
                    || to.isLinkLocal()
                    || flow.initiator().ip().isLinkLocal();
        }
        return (type >= FIRST_LISTENER_TYPE && type <= LAST_NEIGHBOR_TYPE) || type == LISTENER_REPORT_TYPE;
    }
}
