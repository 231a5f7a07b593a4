package io.curfew.collector.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.SensorVitals;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchReader;
import io.curfew.collector.traffic.TrafficJson;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.TrafficHour;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records of the alerts, devices, commands, traffic and hours topics as changes of the view. Ids are derived: an
 * observation is known for ever by its site, sensor, run, sequence number and place in the batch.
 */
final class ChangeReader {
    private final ObjectMapper json = CurfewJson.mapper();
    private final TrafficJson documents = new TrafficJson();
    private final AuditReader audit = new AuditReader(json);

    /** Reads one record; a tombstone is refused, since no topic has any. */
    ChangeReading read(ConsumerRecord<byte[], byte[]> line) {
        byte[] value = line.value();
        if (value == null) {
            return new ChangeReading.Refused("the record has no value");
        }
        try {
            return new ChangeReading.Accepted(
                    switch (line.topic()) {
                        case Topics.ALERTS ->
                            List.of(new Change.AlertChanged(CurfewJson.read(json, value, Alert.class)));
                        case Topics.DEVICES ->
                            List.of(new Change.DeviceChanged(CurfewJson.read(json, value, Device.class)));
                        case Topics.COMMANDS -> List.of(new Change.Audited(audit.read(line)));
                        case Topics.TRAFFIC -> traffic(JudgedBatchReader.read(value), line.timestamp());
                        case Topics.HOURS -> Change.ofHours(List.of(CurfewJson.read(json, value, TrafficHour[].class)));
                        default -> throw new IllegalStateException("not a topic that is indexed: " + line.topic());
                    });
        } catch (IOException | RuntimeException malformed) {
            // Whatever a record does, those behind it are read.
            return new ChangeReading.Refused(String.valueOf(malformed.getMessage()));
        }
    }

    /** @param takenMillis when Kafka took what the sensor sent: what was found out about it has that time */
    private List<Change> traffic(JudgedBatch batch, long takenMillis) {
        List<Change> changes = new ArrayList<>(batch.judged().size());
        List<ByteBuffer> json = documents.documents(batch);
        for (int index = 0; index < batch.judged().size(); index++) {
            Observation observation = batch.judged().get(index).observation();
            changes.add(
                    new Change.TrafficSeen(dataset(observation), batch.id(index), observation.at(), json.get(index)));
            if (observation instanceof StatusObservation status) {
                changes.add(
                        new Change.SensorReported(status(batch.batch(), status, Instant.ofEpochMilli(takenMillis))));
            }
        }
        return changes;
    }

    private static Dataset dataset(Observation observation) {
        return switch (observation) {
            case FlowObservation _ -> Dataset.FLOWS;
            case DnsObservation _ -> Dataset.DNS;
            case StatusObservation _ -> Dataset.STATUS;
            case DhcpObservation _,
                    NeighborObservation _,
                    RouterAdvertisementObservation _,
                    NtpObservation _,
                    AnnouncementObservation _ -> Dataset.SEGMENT;
        };
    }

    private static SensorStatus status(ObservationBatch batch, StatusObservation status, Instant heard) {
        StatusObservation.Sight sight = status.accounts().sight();
        return new SensorStatus(
                batch.site(),
                batch.sensor(),
                status.version(),
                status.at(),
                status.packetsCaptured(),
                status.packetsDropped(),
                status.undecodable().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                status.observationsSpooled(),
                status.observationsDropped(),
                sight == null ? null : sight.isUp(),
                status.sources().stream().map(ChangeReader::source).toList(),
                SensorVitals.of(status),
                heard);
    }

    private static SensorStatus.Source source(SourceStatus source) {
        return new SensorStatus.Source(
                source.kind(),
                source.name(),
                source.seesMacs(),
                source.seesFlows(),
                source.seesQuestions(),
                source.seesLeases(),
                source.lost(),
                source.lastItemAt(),
                source.problem());
    }
}
