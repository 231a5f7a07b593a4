package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;

import java.util.List;

/** Learns from what devices say to all of their segment: by DHCP, ARP and NDP, and of themselves. */
final class SegmentWatch {
    private static final IpAddress NO_V4 = IpAddress.v4(0);
    private static final IpAddress NO_V6 = IpAddress.v6(0, 0);

    private final Detections detections;
    private final Greeter greeter;

    SegmentWatch(Detections detections, Greeter greeter) {
        this.detections = detections;
        this.greeter = greeter;
    }

    JudgedObservation judge(Scene.Site site, Scene scene, DhcpObservation dhcp) {
        site.identities().learn(site.plan(), dhcp, scene.at());
        IpAddress unknown = dhcp.version() == 4 ? NO_V4 : NO_V6;
        IpAddress ip = dhcp.isAcknowledgement() && dhcp.assignedIp() != null ? dhcp.assignedIp() : unknown;
        MacAddress mac = dhcp.clientMac();
        // Behind a router or a relay the frame is not the client's, nor its VLAN.
        List<Integer> vlanIds = mac != null && mac.equals(dhcp.sender().mac()) ? dhcp.vlanIds() : List.of();
        Party client = mac == null ? Party.outside(ip) : site.identities().party(site.plan(), mac, ip, vlanIds);
        greeter.meet(client, scene);
        if (client.device() != null) {
            site.devices().lease(client.device(), dhcp);
        }
        detections.lease(dhcp, client, scene);
        return Messages.ofOwnSegment(site, dhcp, client);
    }

    JudgedObservation judge(Scene.Site site, Scene scene, NeighborObservation neighbor) {
        site.identities().learn(site.plan(), neighbor, scene.at());
        MacAddress mac = neighbor.senderMac();
        Party sender = mac == null || mac.isGroup()
                ? Party.outside(neighbor.senderIp())
                : site.identities().party(site.plan(), mac, neighbor.senderIp(), neighbor.vlanIds());
        greeter.meet(sender, scene);
        detections.claim(neighbor, sender, scene);
        return Messages.ofOwnSegment(site, neighbor, sender);
    }

    JudgedObservation judge(Scene.Site site, Scene scene, RouterAdvertisementObservation advertisement) {
        site.identities().learn(advertisement);
        SiteFacts facts = site.rows().get(Table.SITE, Table.ONLY);
        if (facts != null && !facts.advertisedResolvers().containsAll(advertisement.dnsServers())) {
            site.rows().put(Table.SITE, Table.ONLY, facts.withResolvers(advertisement.dnsServers()));
        }
        Endpoint end = advertisement.sender();
        MacAddress mac = end.mac();
        Party sender = mac == null || mac.isGroup()
                ? Party.outside(end.ip())
                : site.identities().party(site.plan(), mac, end.ip(), advertisement.vlanIds());
        greeter.meet(sender, scene);
        detections.advertisement(advertisement, sender, scene);
        return Messages.ofOwnSegment(site, advertisement, sender);
    }

    JudgedObservation judge(Scene.Site site, Scene scene, AnnouncementObservation announcement) {
        Party sender = site.identities().party(site.plan(), announcement.device(), announcement.vlanIds(), scene.at());
        greeter.meet(sender, scene);
        if (sender.device() != null) {
            site.devices().announcement(sender.device(), announcement);
        }
        detections.announcement(announcement, sender, scene);
        return Messages.ofOwnSegment(site, announcement, sender);
    }
}
