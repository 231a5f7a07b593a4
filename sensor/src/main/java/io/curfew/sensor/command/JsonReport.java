package io.curfew.sensor.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.StatusObservation;
import io.curfew.events.json.MoreFields;
import io.curfew.events.json.ObservationJson;
import io.curfew.policy.vendor.Vendors;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.imports.log.Lines;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** One observation a line; a flow once, at its end, when everything is known about it. */
final class JsonReport implements ReadReport {
    private final JsonGenerator json;
    private final MoreFields whereFrom;

    JsonReport(OutputStream output, Path capture) throws IOException {
        String path = capture.toString();
        this.whereFrom = top -> {
            top.writeObjectFieldStart("log");
            top.writeObjectFieldStart("file");
            top.writeStringField("path", path);
            top.writeEndObject();
            top.writeEndObject();
        };
        this.json = new JsonFactory()
                .createGenerator(output)
                .setPrettyPrinter(new MinimalPrettyPrinter(""))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof FlowObservation flow && flow.phase() != FlowObservation.Phase.END) {
            return;
        }
        try {
            ObservationJson.write(json, observation, whereFrom, maker(observation));
            json.writeRaw('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** {@code curfew.vendor} of the device that an observation is about, or {@code curfew.randomised_mac}. */
    private static MoreFields maker(Observation observation) {
        MacAddress mac = device(observation);
        String vendor = mac == null ? null : Vendors.of(mac);
        if (mac != null && mac.isRandomised()) {
            return curfew -> curfew.writeBooleanField("randomised_mac", true);
        }
        return vendor == null ? MoreFields.NONE : curfew -> curfew.writeStringField("vendor", vendor);
    }

    private static @Nullable MacAddress device(Observation observation) {
        return switch (observation) {
            case FlowObservation flow -> flow.initiator().mac();
            case DnsObservation dns -> dns.client().mac();
            case DhcpObservation dhcp -> dhcp.clientMac();
            case NeighborObservation neighbor -> neighbor.senderMac();
            case RouterAdvertisementObservation advertisement ->
                advertisement.sender().mac();
            case NtpObservation ntp -> ntp.sender().mac();
            case AnnouncementObservation announcement -> announcement.device().mac();
            case StatusObservation _ -> null;
        };
    }

    @Override
    public void finish(PacketCounters counters) {
        close();
    }

    @Override
    public void finish(Lines lines) {
        close();
    }

    private void close() {
        try {
            json.close();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void finish(StatusObservation status) {
        accept(status);
        close();
    }
}
