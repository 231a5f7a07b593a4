package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** {@code curfew.status}: the sensor's own health. */
final class StatusJson {
    private StatusJson() {}

    static void write(JsonGenerator json, StatusObservation status, MoreFields inCurfew) throws IOException {
        Fields.event(json, "curfew.status");
        json.writeObjectFieldStart("status");
        json.writeStringField("version", status.version());
        json.writeStringField("started_at", status.startedAt().toString());
        json.writeNumberField("packets_captured", status.packetsCaptured());
        json.writeNumberField("packets_dropped", status.packetsDropped());
        counts(json, "undecodable", status.undecodable());
        json.writeNumberField("flows_open", status.flowsOpen());
        json.writeNumberField("flows_evicted", status.flowsEvicted());
        json.writeNumberField("observations_made", status.observationsMade());
        json.writeNumberField("observations_sent", status.observationsSent());
        json.writeNumberField("observations_spooled", status.observationsSpooled());
        json.writeNumberField("observations_dropped", status.observationsDropped());
        json.writeNumberField("spool_bytes", status.spoolBytes());
        json.writeNumberField("spool_age_seconds", status.spoolAge().toSeconds());
        json.writeNumberField("addresses_seen", status.addressesSeen());
        json.writeNumberField("unicast_share", status.unicastShare());
        Fields.numbers(json, "vlan_ids", status.vlanIds());
        if (!status.sources().isEmpty()) {
            json.writeArrayFieldStart("sources");
            for (SourceStatus source : status.sources()) {
                source(json, source);
            }
            json.writeEndArray();
        }
        accounts(json, status.accounts());
        json.writeEndObject();
        Fields.curfew(json, inCurfew);
    }

    private static void source(JsonGenerator json, SourceStatus source) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", source.kind());
        json.writeStringField("name", source.name());
        json.writeBooleanField("sees_macs", source.seesMacs());
        json.writeBooleanField("sees_flows", source.seesFlows());
        json.writeBooleanField("sees_questions", source.seesQuestions());
        json.writeBooleanField("sees_leases", source.seesLeases());
        json.writeNumberField("items", source.items());
        counts(json, "not_understood", source.notUnderstood());
        json.writeNumberField("lost", source.lost());
        json.writeNumberField("observations", source.observations());
        Fields.text(json, "last_item_at", source.lastItemAt());
        json.writeNumberField("behind_bytes", source.behindBytes());
        json.writeNumberField("sampling", source.sampling());
        Fields.text(json, "problem", source.problem());
        json.writeEndObject();
    }

    private static void accounts(JsonGenerator json, StatusObservation.Accounts accounts) throws IOException {
        json.writeNumberField("packets_filtered", accounts.packetsFiltered());
        json.writeNumberField("observations_inherited", accounts.observationsInherited());
        json.writeNumberField("observations_in_memory", accounts.observationsInMemory());
        counts(json, "dropped_by_cause", accounts.droppedByCause());
        counts(json, "given_up", accounts.givenUp());
        json.writeNumberField("spool_torn", accounts.spoolTorn());
        json.writeNumberField("spool_refusals", accounts.spoolRefusals());
        StatusObservation.Sight sight = accounts.sight();
        if (sight != null) {
            json.writeBooleanField("interface_up", sight.isUp());
            json.writeNumberField("interface_lost", sight.timesLost());
            json.writeNumberField("interface_gone_seconds", sight.gone().toSeconds());
        }
        json.writeNumberField("clock_steps", accounts.clockSteps());
        json.writeNumberField(
                "last_clock_step_seconds", accounts.lastClockStep().toMillis() / 1_000.0);
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> one : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(one.getKey(), one.getValue());
        }
        json.writeEndObject();
    }
}
