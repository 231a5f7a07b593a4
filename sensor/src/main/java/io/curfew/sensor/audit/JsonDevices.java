package io.curfew.sensor.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceKin;
import io.curfew.policy.DeviceMarks;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Writes the dossier of one device a line, with the field names of the API; fields that do not apply are absent. */
public final class JsonDevices {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private JsonDevices() {}

    public static void write(List<Audit> sites, OutputStream output) throws IOException {
        boolean hasLines = false;
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            for (Audit site : sites) {
                for (Device device : site.dossiers()) {
                    write(device, json);
                    hasLines = true;
                }
            }
        }
        if (hasLines) {
            output.write('\n');
        }
    }

    private static void write(Device device, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text("site", device.site(), json);
        text("id", device.id(), json);
        text("name", device.name(), json);
        text("mac", device.mac(), json);
        text("vendor", device.vendor(), json);
        json.writeBooleanField("randomised", device.randomised());
        texts("addresses", device.addresses(), json);
        text("zone", device.zone(), json);
        texts("zones", device.zones(), json);
        texts("tags", device.tags(), json);
        text("hostname", device.hostname(), json);
        text("vendorClass", device.vendorClass(), json);
        text("firstSeen", device.firstSeen(), json);
        text("lastSeen", device.lastSeen(), json);
        json.writeBooleanField("listed", device.listed());
        marks(device.marks(), json);
        if (device.model() != null) {
            json.writeObjectFieldStart("model");
            text("name", device.model().name(), json);
            text("reason", device.model().reason(), json);
            json.writeEndObject();
        }
        kin(device.kin(), json);
        texts("leasedResolvers", device.leasedResolvers(), json);
        texts("leasedTimeServers", device.leasedTimeServers(), json);
        servers("resolversUsed", device.resolversUsed(), json);
        servers("timeServersUsed", device.timeServersUsed(), json);
        peers(device.peers(), json);
        names(device.names(), json);
        days(device.days(), json);
        json.writeEndObject();
    }

    private static void marks(DeviceMarks marks, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("marks");
        texts("hostnames", marks.hostnames(), json);
        texts("vendorClasses", marks.vendorClasses(), json);
        texts("fingerprints", marks.fingerprints(), json);
        texts("clientIds", marks.clientIds(), json);
        json.writeArrayFieldStart("announcements");
        for (DeviceMarks.Announced announced : marks.announcements()) {
            json.writeStartObject();
            text("protocol", announced.protocol(), json);
            text("name", announced.name(), json);
            text("service", announced.service(), json);
            text("model", announced.model(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (marks.initialTtl() != null) {
            json.writeNumberField("initialTtl", marks.initialTtl());
        }
        texts("tlsFingerprints", marks.tlsFingerprints(), json);
        json.writeEndObject();
    }

    private static void kin(List<DeviceKin> kin, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("kin");
        for (DeviceKin other : kin) {
            json.writeStartObject();
            text("device", other.device(), json);
            text("name", other.name(), json);
            texts("reasons", other.reasons(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void servers(String field, List<Device.ServerUse> servers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (Device.ServerUse server : servers) {
            json.writeStartObject();
            text("ip", server.ip(), json);
            json.writeBooleanField("leased", server.leased());
            json.writeBooleanField("allowed", server.allowed());
            json.writeNumberField("count", server.count());
            text("last", server.last(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void peers(List<Device.PeerUse> peers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("peers");
        for (Device.PeerUse use : peers) {
            json.writeStartObject();
            json.writeObjectFieldStart("peer");
            text("ip", use.peer().ip(), json);
            text("name", use.peer().name(), json);
            if (use.peer().nameSource() != null) {
                text(
                        "nameSource",
                        use.peer().nameSource().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        json);
            }
            json.writeEndObject();
            text("service", use.service(), json);
            json.writeBooleanField("initiated", use.initiated());
            json.writeNumberField("flows", use.flows());
            json.writeNumberField("bytesSent", use.bytesSent());
            json.writeNumberField("bytesReceived", use.bytesReceived());
            text("verdict", use.verdict(), json);
            text("outcome", use.outcome(), json);
            attempts(use.attempts(), json);
            text("first", use.first(), json);
            text("last", use.last(), json);
            text("resolved", use.resolved(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void names(List<Device.NameUse> names, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("names");
        for (Device.NameUse name : names) {
            json.writeStartObject();
            text("name", name.name(), json);
            json.writeNumberField("count", name.count());
            text("responseCode", name.responseCode(), json);
            json.writeBooleanField("blocked", name.blocked());
            text("last", name.last(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void days(List<DeviceDay> days, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("days");
        for (DeviceDay day : days) {
            json.writeStartObject();
            text("day", day.day(), json);
            json.writeNumberField("bytesSent", day.bytesSent());
            json.writeNumberField("bytesReceived", day.bytesReceived());
            json.writeNumberField("flows", day.flows());
            attempts(day.attempts(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void attempts(Attempts attempts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("attempts");
        json.writeNumberField("answered", attempts.answered());
        json.writeNumberField("unanswered", attempts.unanswered());
        json.writeNumberField("refused", attempts.refused());
        json.writeNumberField("rejected", attempts.rejected());
        json.writeEndObject();
    }

    private static void texts(String field, List<?> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    private static void text(String field, @Nullable Object value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }
}
