package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.RouterAdvertisementObservation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What devices say of themselves on their segment: {@code curfew.dhcp}, {@code neighbor}, {@code router_advertisement},
 * {@code ntp}, announcements.
 */
final class SegmentJson {
    private SegmentJson() {}

    static void write(JsonGenerator json, DhcpObservation dhcp, MoreFields inCurfew) throws IOException {
        Fields.event(json, "curfew.dhcp");
        Fields.endpoint(json, "source", dhcp.sender());
        json.writeObjectFieldStart("dhcp");
        json.writeNumberField("version", dhcp.version());
        json.writeStringField("message_type", dhcp.messageType());
        Fields.text(json, "client_mac", dhcp.clientMac());
        Fields.text(json, "client_id", dhcp.clientId());
        Fields.text(json, "hostname", dhcp.hostname());
        Fields.text(json, "fqdn", dhcp.fqdn());
        Fields.text(json, "vendor_class", dhcp.vendorClass());
        Fields.text(json, "vendor_specific", dhcp.vendorSpecific());
        Fields.numbers(json, "parameter_request_list", dhcp.parameterRequestList());
        Fields.text(json, "assigned_ip", dhcp.assignedIp());
        Fields.texts(json, "more_assigned_ips", dhcp.moreAssignedIps());
        Fields.text(json, "requested_ip", dhcp.requestedIp());
        Fields.text(json, "server_ip", dhcp.server());
        Fields.texts(json, "routers", dhcp.routers());
        Fields.texts(json, "dns_servers", dhcp.dnsServers());
        Fields.texts(json, "ntp_servers", dhcp.ntpServers());
        Duration leaseTime = dhcp.leaseTime();
        if (leaseTime != null) {
            json.writeNumberField("lease_seconds", leaseTime.toSeconds());
        }
        Fields.text(json, "mud_url", dhcp.mudUrl());
        json.writeEndObject();
        network(json, dhcp.vlanIds());
        Fields.curfew(json, inCurfew);
    }

    static void write(JsonGenerator json, NeighborObservation neighbor, MoreFields inCurfew) throws IOException {
        Fields.event(json, "curfew.neighbor");
        json.writeObjectFieldStart("neighbor");
        json.writeStringField("operation", neighbor.operation().name().toLowerCase(Locale.ROOT));
        MacAddress sender = neighbor.senderMac();
        // Empty, not left out: the message gave one, of another length.
        json.writeStringField("sender_mac", sender == null ? "" : sender.toString());
        json.writeStringField("sender_ip", neighbor.senderIp().toString());
        json.writeStringField("target_mac", neighbor.targetMac().toString());
        json.writeStringField("target_ip", neighbor.targetIp().toString());
        if (neighbor.operation() == NeighborObservation.Operation.ADVERTISE) {
            json.writeBooleanField("overrides", neighbor.overrides());
            json.writeBooleanField("from_router", neighbor.fromRouter());
        }
        json.writeEndObject();
        network(json, neighbor.vlanIds());
        Fields.curfew(json, inCurfew);
    }

    private static void network(JsonGenerator json, List<Integer> vlanIds) throws IOException {
        if (!vlanIds.isEmpty()) {
            json.writeObjectFieldStart("network");
            Fields.vlans(json, vlanIds);
            json.writeEndObject();
        }
    }

    static void write(JsonGenerator json, RouterAdvertisementObservation advertisement, MoreFields inCurfew)
            throws IOException {
        Fields.event(json, "curfew.router_advertisement");
        Fields.endpoint(json, "source", advertisement.sender());
        json.writeObjectFieldStart("router_advertisement");
        json.writeNumberField("lifetime_seconds", advertisement.lifetime().toSeconds());
        json.writeBooleanField("managed", advertisement.managed());
        json.writeBooleanField("other_configuration", advertisement.otherConfiguration());
        if (!advertisement.prefixes().isEmpty()) {
            json.writeArrayFieldStart("prefixes");
            for (RouterAdvertisementObservation.Prefix prefix : advertisement.prefixes()) {
                json.writeStartObject();
                json.writeStringField("prefix", prefix.toString());
                json.writeBooleanField("on_link", prefix.onLink());
                json.writeBooleanField("autonomous", prefix.autonomous());
                json.writeNumberField("valid_seconds", prefix.valid().toSeconds());
                json.writeNumberField("preferred_seconds", prefix.preferred().toSeconds());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        Fields.texts(json, "dns_servers", advertisement.dnsServers());
        Fields.texts(json, "search_domains", advertisement.searchDomains());
        Long mtu = advertisement.mtu();
        if (mtu != null) {
            json.writeNumberField("mtu", mtu);
        }
        json.writeEndObject();
        network(json, advertisement.vlanIds());
        Fields.curfew(json, inCurfew);
    }

    static void write(JsonGenerator json, NtpObservation ntp, MoreFields inCurfew) throws IOException {
        Fields.event(json, "curfew.ntp");
        Fields.endpoint(json, "source", ntp.sender());
        Fields.endpoint(json, "destination", ntp.receiver());
        json.writeObjectFieldStart("ntp");
        json.writeNumberField("mode", ntp.mode());
        json.writeNumberField("stratum", ntp.stratum());
        json.writeNumberField("version", ntp.version());
        json.writeEndObject();
        network(json, ntp.vlanIds());
        Fields.curfew(json, inCurfew);
    }

    static void write(JsonGenerator json, AnnouncementObservation announcement, MoreFields inCurfew)
            throws IOException {
        Fields.event(json, "curfew.announcement");
        Fields.endpoint(json, "source", announcement.device());
        json.writeObjectFieldStart("announcement");
        json.writeStringField("protocol", announcement.protocol());
        json.writeStringField("name", announcement.name());
        Fields.text(json, "service", announcement.service());
        Fields.text(json, "model", announcement.model());
        Fields.text(json, "host", announcement.host());
        Integer port = announcement.port();
        if (port != null) {
            json.writeNumberField("port", port);
        }
        Fields.texts(json, "addresses", announcement.addresses());
        json.writeEndObject();
        network(json, announcement.vlanIds());
        Fields.curfew(json, inCurfew);
    }
}
