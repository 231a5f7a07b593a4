package io.curfew.sensor.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.json.ObservationJson;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.BatchWriter;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A pipeline with little room, so that its evictions are reached, which checks what it promises: every packet is
 * accounted for, and every observation goes over the wire unchanged and can be written as JSON.
 */
final class CheckedPipeline {
    private static final PipelineLimits LITTLE_ROOM = new PipelineLimits(16, 4);
    private static final SiteId SITE = new SiteId("lisbon");
    private static final SensorId SENSOR = new SensorId("things");

    private final JsonFactory json = new JsonFactory();
    private final PacketPipeline pipeline = new PacketPipeline(LITTLE_ROOM, CheckedPipeline.this::check);
    private long packets;

    void packet(byte[] frame, int offset, int captured, int original, int linkType, long nanos) {
        packets++;
        pipeline.packet(frame, offset, captured, original, linkType, nanos);
    }

    void ethernet(byte[] frame, long nanos) {
        packet(frame, 0, frame.length, frame.length, 1, nanos);
    }

    /** Ends the pipeline and checks its equation. */
    void finish() {
        pipeline.finish();
        PacketCounters counters = pipeline.counters();
        long undecodable = counters.undecodable().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (counters.captured() != packets || counters.decoded() + counters.filtered() + undecodable != packets) {
            throw new IllegalStateException(packets + " packets are not accounted for by " + counters);
        }
    }

    /** Checks one observation, whoever made it. */
    void check(Observation observation) {
        ObservationBatch sent = new ObservationBatch(SITE, SENSOR, "run", 0, List.of(observation));
        BatchReading received = BatchReader.read(new BatchWriter().write(sent));
        if (!received.equals(new BatchReading.Accepted(sent, 0))) {
            throw new IllegalStateException("sent " + sent + ", received " + received);
        }
        try (JsonGenerator generator = json.createGenerator(OutputStream.nullOutputStream())) {
            ObservationJson.write(generator, observation);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
