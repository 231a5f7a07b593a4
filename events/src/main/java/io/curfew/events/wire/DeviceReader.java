package io.curfew.events.wire;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.wire.v1.Announcement;
import io.curfew.events.wire.v1.Dhcp;
import io.curfew.events.wire.v1.Neighbor;
import io.curfew.events.wire.v1.NeighborOperation;
import io.curfew.events.wire.v1.Ntp;
import io.curfew.events.wire.v1.RouterAdvertisement;
import io.curfew.events.wire.v1.RouterPrefix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what devices say of themselves and of their network. */
final class DeviceReader {
    private DeviceReader() {}

    static DhcpObservation read(Instant at, Dhcp dhcp) {
        return new DhcpObservation(
                at,
                dhcp.getVersion() == 0 ? 4 : dhcp.getVersion(),
                dhcp.getMessageType(),
                dhcp.hasClientMac() ? new MacAddress(dhcp.getClientMac()) : null,
                FieldValues.endpoint(dhcp.getSender()),
                dhcp.hasAssignedIp() ? FieldValues.address(dhcp.getAssignedIp()) : null,
                dhcp.hasRequestedIp() ? FieldValues.address(dhcp.getRequestedIp()) : null,
                dhcp.hasHostname() ? dhcp.getHostname() : null,
                dhcp.hasVendorClass() ? dhcp.getVendorClass() : null,
                dhcp.getParameterRequestListList(),
                dhcp.hasServer() ? FieldValues.address(dhcp.getServer()) : null,
                FieldValues.addresses(dhcp.getRoutersList()),
                FieldValues.addresses(dhcp.getDnsServersList()),
                FieldValues.addresses(dhcp.getNtpServersList()),
                dhcp.hasLeaseSeconds() ? FieldValues.seconds(dhcp.getLeaseSeconds()) : null,
                dhcp.hasMudUrl() ? dhcp.getMudUrl() : null,
                dhcp.hasClientId() ? FieldValues.hexadecimal(dhcp.getClientId()) : null,
                dhcp.hasFqdn() ? dhcp.getFqdn() : null,
                dhcp.hasVendorSpecific() ? FieldValues.hexadecimal(dhcp.getVendorSpecific()) : null,
                FieldValues.addresses(dhcp.getMoreAssignedIpsList()),
                dhcp.getVlanIdsList());
    }

    static NeighborObservation read(Instant at, Neighbor neighbor) {
        return new NeighborObservation(
                at,
                operation(neighbor.getOperation()),
                neighbor.hasSenderMac() ? new MacAddress(neighbor.getSenderMac()) : null,
                FieldValues.address(neighbor.getSenderIp()),
                new MacAddress(neighbor.getTargetMac()),
                FieldValues.address(neighbor.getTargetIp()),
                neighbor.getVlanIdsList(),
                neighbor.getOverrides(),
                neighbor.getFromRouter());
    }

    static RouterAdvertisementObservation read(Instant at, RouterAdvertisement advertisement) {
        List<RouterAdvertisementObservation.Prefix> prefixes = new ArrayList<>(advertisement.getPrefixesCount());
        for (RouterPrefix prefix : advertisement.getPrefixesList()) {
            prefixes.add(new RouterAdvertisementObservation.Prefix(
                    FieldValues.address(prefix.getAddress()),
                    prefix.getLength(),
                    prefix.getOnLink(),
                    prefix.getAutonomous(),
                    FieldValues.seconds(prefix.getValidSeconds()),
                    FieldValues.seconds(prefix.getPreferredSeconds())));
        }
        return new RouterAdvertisementObservation(
                at,
                FieldValues.endpoint(advertisement.getSender()),
                advertisement.getVlanIdsList(),
                FieldValues.seconds(advertisement.getLifetimeSeconds()),
                advertisement.getManaged(),
                advertisement.getOtherConfiguration(),
                prefixes,
                FieldValues.addresses(advertisement.getDnsServersList()),
                advertisement.getSearchDomainsList().stream()
                        .map(FieldValues::name)
                        .toList(),
                advertisement.hasMtu() ? (Long) Integer.toUnsignedLong(advertisement.getMtu()) : null);
    }

    private static NeighborObservation.Operation operation(NeighborOperation operation) {
        return switch (operation) {
            case NEIGHBOR_OPERATION_REQUEST -> NeighborObservation.Operation.REQUEST;
            case NEIGHBOR_OPERATION_REPLY -> NeighborObservation.Operation.REPLY;
            case NEIGHBOR_OPERATION_SOLICIT -> NeighborObservation.Operation.SOLICIT;
            case NEIGHBOR_OPERATION_ADVERTISE -> NeighborObservation.Operation.ADVERTISE;
            case NEIGHBOR_OPERATION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "a neighbor's operation must be request, reply, solicit or advertise, was " + operation);
        };
    }

    static NtpObservation read(Instant at, Ntp ntp) {
        return new NtpObservation(
                at,
                FieldValues.endpoint(ntp.getSender()),
                FieldValues.endpoint(ntp.getReceiver()),
                ntp.getMode(),
                ntp.getVersion(),
                ntp.getStratum(),
                ntp.getVlanIdsList());
    }

    static AnnouncementObservation read(Instant at, Announcement announcement) {
        return new AnnouncementObservation(
                at,
                FieldValues.endpoint(announcement.getDevice()),
                announcement.getProtocol(),
                announcement.getName(),
                announcement.hasService() ? announcement.getService() : null,
                announcement.hasModel() ? announcement.getModel() : null,
                announcement.hasHost() ? FieldValues.name(announcement.getHost()) : null,
                announcement.hasPort() ? (Integer) announcement.getPort() : null,
                FieldValues.addresses(announcement.getAddressesList()),
                announcement.getVlanIdsList());
    }
}
