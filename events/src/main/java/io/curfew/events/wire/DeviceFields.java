package io.curfew.events.wire;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.wire.v1.NeighborOperation;

import java.util.HexFormat;

/** The fields of what devices say of themselves and of their network. */
final class DeviceFields {
    private static final int DHCP_VERSION_LEFT_OUT = 4;

    private DeviceFields() {}

    static void write(WireOutput out, DhcpObservation dhcp) {
        out.stringUnlessEmpty(1, dhcp.messageType());
        if (dhcp.clientMac() != null) {
            out.fixed64(2, dhcp.clientMac().bits());
        }
        out.endpoint(3, dhcp.sender());
        if (dhcp.assignedIp() != null) {
            out.address(4, dhcp.assignedIp());
        }
        if (dhcp.requestedIp() != null) {
            out.address(5, dhcp.requestedIp());
        }
        out.stringUnlessNull(6, dhcp.hostname());
        out.stringUnlessNull(7, dhcp.vendorClass());
        out.varints(8, dhcp.parameterRequestList());
        if (dhcp.server() != null) {
            out.address(9, dhcp.server());
        }
        out.addresses(10, dhcp.routers());
        out.addresses(11, dhcp.dnsServers());
        out.addresses(12, dhcp.ntpServers());
        if (dhcp.leaseTime() != null) {
            out.varint(
                    13, WireValues.unsigned32("lease seconds", dhcp.leaseTime().toSeconds()));
        }
        out.stringUnlessNull(14, dhcp.mudUrl());
        out.varintUnlessZero(15, dhcp.version() == DHCP_VERSION_LEFT_OUT ? 0 : dhcp.version());
        if (dhcp.clientId() != null) {
            out.bytes(16, HexFormat.of().parseHex(dhcp.clientId()));
        }
        out.stringUnlessNull(17, dhcp.fqdn());
        if (dhcp.vendorSpecific() != null) {
            out.bytes(18, HexFormat.of().parseHex(dhcp.vendorSpecific()));
        }
        out.addresses(19, dhcp.moreAssignedIps());
        out.varints(20, dhcp.vlanIds());
    }

    static void write(WireOutput out, NeighborObservation neighbor) {
        out.varintUnlessZero(1, operation(neighbor.operation()));
        if (neighbor.senderMac() != null) {
            out.fixed64(2, neighbor.senderMac().bits());
        }
        out.address(3, neighbor.senderIp());
        out.fixed64UnlessZero(4, neighbor.targetMac().bits());
        out.address(5, neighbor.targetIp());
        out.varints(6, neighbor.vlanIds());
        out.trueUnlessFalse(7, neighbor.overrides());
        out.trueUnlessFalse(8, neighbor.fromRouter());
    }

    private static int operation(NeighborObservation.Operation operation) {
        return switch (operation) {
            case REQUEST -> NeighborOperation.NEIGHBOR_OPERATION_REQUEST_VALUE;
            case REPLY -> NeighborOperation.NEIGHBOR_OPERATION_REPLY_VALUE;
            case SOLICIT -> NeighborOperation.NEIGHBOR_OPERATION_SOLICIT_VALUE;
            case ADVERTISE -> NeighborOperation.NEIGHBOR_OPERATION_ADVERTISE_VALUE;
        };
    }

    static void write(WireOutput out, RouterAdvertisementObservation advertisement) {
        out.endpoint(1, advertisement.sender());
        out.varints(2, advertisement.vlanIds());
        out.varintUnlessZero(
                3,
                WireValues.unsigned32(
                        "lifetime seconds", advertisement.lifetime().toSeconds()));
        out.trueUnlessFalse(4, advertisement.managed());
        out.trueUnlessFalse(5, advertisement.otherConfiguration());
        for (RouterAdvertisementObservation.Prefix prefix : advertisement.prefixes()) {
            int start = out.begin(6);
            out.address(1, prefix.address());
            out.varintUnlessZero(2, prefix.length());
            out.trueUnlessFalse(3, prefix.onLink());
            out.trueUnlessFalse(4, prefix.autonomous());
            out.varintUnlessZero(
                    5, WireValues.unsigned32("valid seconds", prefix.valid().toSeconds()));
            out.varintUnlessZero(
                    6,
                    WireValues.unsigned32(
                            "preferred seconds", prefix.preferred().toSeconds()));
            out.end(start);
        }
        out.addresses(7, advertisement.dnsServers());
        advertisement.searchDomains().forEach(domain -> out.string(8, domain.value()));
        if (advertisement.mtu() != null) {
            out.varint(9, WireValues.unsigned32("MTU", advertisement.mtu()));
        }
    }

    static void write(WireOutput out, NtpObservation ntp) {
        out.endpoint(1, ntp.sender());
        out.endpoint(2, ntp.receiver());
        out.varintUnlessZero(3, ntp.mode());
        out.varintUnlessZero(4, ntp.version());
        out.varintUnlessZero(5, ntp.stratum());
        out.varints(6, ntp.vlanIds());
    }

    static void write(WireOutput out, AnnouncementObservation announcement) {
        out.endpoint(1, announcement.device());
        out.stringUnlessEmpty(2, announcement.protocol());
        out.stringUnlessEmpty(3, announcement.name());
        out.stringUnlessNull(4, announcement.service());
        out.stringUnlessNull(5, announcement.model());
        if (announcement.host() != null) {
            out.string(6, announcement.host().value());
        }
        if (announcement.port() != null) {
            out.varint(7, announcement.port());
        }
        out.addresses(8, announcement.addresses());
        out.varints(9, announcement.vlanIds());
    }
}
