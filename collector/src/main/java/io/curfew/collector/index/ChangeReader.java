package io.curfew.collector.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.SensorStatus;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records of the alerts, devices, commands and traffic topics as changes of the view. Ids are derived: an
 * observation is known for ever by its site, sensor, run, sequence number and place in the batch.
 */
final class ChangeReader {
    private final ObjectMapper json = CurfewJson.mapper();
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
                        case Topics.TRAFFIC -> traffic(json.readTree(value));
                        default -> throw new IllegalStateException("not a topic that is indexed: " + line.topic());
                    });
        } catch (IOException | IllegalArgumentException | DateTimeException malformed) {
            return new ChangeReading.Refused(String.valueOf(malformed.getMessage()));
        }
    }

    private List<Change> traffic(JsonNode batch) {
        SiteId site = new SiteId(batch.required("site").asText());
        SensorId sensor = new SensorId(batch.required("sensor").asText());
        String prefix = site + "/" + sensor + "/" + batch.required("run").asText() + "/"
                + batch.required("sequence").asLong() + "/";
        int place = batch.required("first").asInt();
        List<Change> changes = new ArrayList<>();
        for (JsonNode observation : batch.required("observations")) {
            String id = prefix + place++;
            Instant at = Instant.parse(observation.required("@timestamp").asText());
            String dataset = observation.required("event").required("dataset").asText();
            if (!(observation.required("curfew") instanceof ObjectNode ours)) {
                throw new IllegalArgumentException("\"curfew\" of an observation is no object");
            }
            ours.put("id", id);
            changes.add(new Change.TrafficSeen(dataset(dataset), id, at, observation.toString()));
            JsonNode status = observation.get("status");
            if (status != null) {
                changes.add(new Change.SensorReported(status(site, sensor, at, status)));
            }
        }
        return changes;
    }

    private static Dataset dataset(String name) {
        return switch (name) {
            case "curfew.flow" -> Dataset.FLOWS;
            case "curfew.dns" -> Dataset.DNS;
            case "curfew.status" -> Dataset.STATUS;
            default -> Dataset.SEGMENT;
        };
    }

    private static SensorStatus status(SiteId site, SensorId sensor, Instant at, JsonNode status) {
        long undecodable = 0;
        for (JsonNode count : status.required("undecodable")) {
            undecodable += count.asLong();
        }
        return new SensorStatus(
                site,
                sensor,
                status.required("version").asText(),
                at,
                status.required("packets_captured").asLong(),
                status.required("packets_dropped").asLong(),
                undecodable,
                status.required("observations_spooled").asLong(),
                status.required("observations_dropped").asLong(),
                status.has("interface_up") ? status.get("interface_up").asBoolean() : null,
                sources(status.required("sources")));
    }

    private static List<SensorStatus.Source> sources(JsonNode sources) {
        return sources.valueStream()
                .map(source -> new SensorStatus.Source(
                        source.required("kind").asText(),
                        source.required("name").asText(),
                        source.required("sees_macs").asBoolean(),
                        source.required("sees_flows").asBoolean(),
                        source.required("sees_questions").asBoolean(),
                        source.required("sees_leases").asBoolean(),
                        source.required("lost").asLong(),
                        source.has("last_item_at")
                                ? Instant.parse(source.get("last_item_at").asText())
                                : null,
                        source.has("problem") ? source.get("problem").asText() : null))
                .toList();
    }
}
