package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.Change;
import org.opensearch.client.opensearch.generic.Body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The body of a bulk request, written as octets: two lines for each change. */
final class BulkLines {
    private static final int USUAL_OCTETS = 1 << 20;
    private static final byte[] CREATE_IN = octets("{\"create\":{\"_index\":\"");
    private static final byte[] REPLACE_IN = octets("{\"index\":{\"_index\":\"");
    private static final byte[] NAMED = octets("\",\"_id\":\"");
    private static final byte[] DOCUMENT = octets("\"}}\n");
    private static final ObjectMapper JSON = CurfewJson.mapper();

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(USUAL_OCTETS);

    /** Adds a change. */
    void add(Change change) {
        switch (change) {
            case Change.AlertChanged alert -> replace(Names.ALERTS, change, alert.alert());
            case Change.DeviceChanged device -> replace(Names.DEVICES, change, device.device());
            case Change.SensorReported sensor -> replace(Names.SENSORS, change, sensor.status());
            case Change.Audited audited -> replace(Names.AUDIT, change, audited.entry());
            case Change.HourSummedUp summed ->
                replace(Names.ofMonth(Names.HOURS, summed.hour().hour()), change, HourDocument.of(summed.hour()));
            case Change.HourTotalled totalled ->
                replace(
                        Names.ofMonth(Names.TOTALS, totalled.total().key().hour()),
                        change,
                        TotalDocument.of(totalled.total()));
            case Change.TrafficSeen seen -> create(seen);
        }
    }

    private void replace(String index, Change change, Object document) {
        action(REPLACE_IN, index, change.id());
        lines.writeBytes(json(document));
        lines.write('\n');
    }

    private void create(Change.TrafficSeen seen) {
        action(CREATE_IN, Names.of(seen.dataset()), seen.id());
        ByteBuffer json = seen.json();
        lines.write(json.array(), json.arrayOffset() + json.position(), json.remaining());
        lines.write('\n');
    }

    private void action(byte[] beginning, String index, String id) {
        lines.writeBytes(beginning);
        lines.writeBytes(octets(index));
        lines.writeBytes(NAMED);
        lines.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(id));
        lines.writeBytes(DOCUMENT);
    }

    /** All of it. */
    Body body() {
        return Objects.requireNonNull(Body.from(lines.toByteArray(), "application/x-ndjson"));
    }

    private static byte[] json(Object document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
