package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * What devices say of themselves on their segment: {@code curfew.dhcp}, {@code neighbor}, {@code ntp}, announcements.
 */
final class SegmentJson {
    private SegmentJson() {}

    static void write(JsonGenerator json, DhcpObservation dhcp, MoreFields inCurfew) throws IOException {
        Fields.event(json, "curfew.dhcp");
        Fields.endpoint(json, "source", dhcp.sender());
        json.writeObjectFieldStart("dhcp");
        json.writeStringField("message_type", dhcp.messageType());
        json.writeStringField("client_mac", dhcp.clientMac().toString());
        Fields.text(json, "hostname", dhcp.hostname());
        Fields.text(json, "vendor_class", dhcp.vendorClass());
        Fields.numbers(json, "parameter_request_list", dhcp.parameterRequestList());
        Fields.text(json, "assigned_ip", dhcp.assignedIp());
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
        Fields.curfew(json, inCurfew);
    }

    static void write(JsonGenerator json, NeighborObservation neighbor, MoreFields inCurfew) throws IOException {
        Fields.event(json, "curfew.neighbor");
        json.writeObjectFieldStart("neighbor");
        json.writeStringField("operation", neighbor.operation().name().toLowerCase(Locale.ROOT));
        json.writeStringField("sender_mac", neighbor.senderMac().toString());
        json.writeStringField("sender_ip", neighbor.senderIp().toString());
        json.writeStringField("target_mac", neighbor.targetMac().toString());
        json.writeStringField("target_ip", neighbor.targetIp().toString());
        json.writeEndObject();
        if (!neighbor.vlanIds().isEmpty()) {
            json.writeObjectFieldStart("network");
            Fields.vlans(json, neighbor.vlanIds());
            json.writeEndObject();
        }
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
        json.writeEndObject();
        Fields.curfew(json, inCurfew);
    }
}
