package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.Aside;
import io.curfew.collector.kafka.Origin;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchWriter;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.Findings;
import io.curfew.policy.Sighting;
import io.curfew.policy.TrafficHour;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a record led to, held until the site has kept it, then sent on as a whole or not at all. For one thread. */
final class Outbox {
    /** Well below the largest record that Kafka takes by default. */
    private static final int HOURS_OF_A_RECORD = 500;

    private final Outlet outlet;
    private final JudgedBatchWriter traffic = new JudgedBatchWriter();
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final List<Held> held = new ArrayList<>();

    /** Something to send on. */
    @SuppressWarnings("ArrayRecordComponent") // lives for a moment, never compared
    private record Held(String sink, String key, byte[] value) {}

    /** Where it goes. */
    interface Outlet {
        void forward(Record<byte[], byte[]> line, String sink);

        /** Where the record stands that is being taken. */
        RecordMetadata source();

        /** True when records with that key belong into the partition of the record that is being taken. */
        boolean isPlaceOf(byte[] key);
    }

    Outbox(Outlet outlet) {
        this.outlet = outlet;
    }

    /** @param octets the batch, with the observations that were judged and no others */
    void addTraffic(byte[] octets, JudgedBatch judged) {
        for (byte[] value : traffic.values(octets, judged)) {
            hold(CorrelateProcessor.TRAFFIC, judged.batch().site().value(), value);
        }
    }

    void addChanges(Findings findings) throws IOException {
        for (Device device : findings.devices()) {
            add(CorrelateProcessor.DEVICES, device.site() + "/" + device.id(), device);
        }
        for (Alert alert : findings.alerts()) {
            add(CorrelateProcessor.ALERTS, alert.id(), alert);
        }
        for (Sighting sighting : findings.sightings()) {
            add(CorrelateProcessor.SIGHTINGS, sighting.trait().toString(), sighting);
        }
    }

    void addHours(List<TrafficHour> hours) throws IOException {
        for (int first = 0; first < hours.size(); first += HOURS_OF_A_RECORD) {
            List<TrafficHour> some = hours.subList(first, Math.min(hours.size(), first + HOURS_OF_A_RECORD));
            add(CorrelateProcessor.HOURS, some.getFirst().site().value(), some);
        }
    }

    private void add(String sink, String key, Object value) throws IOException {
        hold(sink, key, mapper.writeValueAsBytes(value));
    }

    private void hold(String sink, String key, byte[] value) {
        LargestRecord.require(sink, key.length() + value.length);
        held.add(new Held(sink, key, value));
    }

    /** Sends what is held. */
    void send(long timestamp) {
        for (Held one : held) {
            outlet.forward(new Record<>(octets(one.key()), one.value(), timestamp), one.sink());
        }
        held.clear();
    }

    /** Forgets what is held. */
    void discard() {
        held.clear();
    }

    /** Where the record stands that is being taken. */
    RecordMetadata source() {
        return outlet.source();
    }

    /** True when the record that is being taken stands where those with its key belong. */
    boolean isInPlace(Record<byte[], byte[]> line) {
        return outlet.isPlaceOf(line.key());
    }

    /** Sends a record where what cannot be taken lies, with where it came from and the reason. */
    void putAside(Record<byte[], byte[]> line, String reason) {
        outlet.forward(aside(line, outlet.source(), reason), CorrelateProcessor.REJECTED);
    }

    /** A record as it is put aside, with where it came from and the reason. */
    static Record<byte[], byte[]> aside(Record<byte[], byte[]> line, RecordMetadata source, String reason) {
        Origin origin = new Origin(source.topic(), source.partition(), source.offset());
        Aside aside = Aside.of(origin, line.key(), line.value(), reason);
        return new Record<>(aside.key(), aside.value(), line.timestamp(), aside.headers());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
