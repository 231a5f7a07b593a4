package io.curfew.collector.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.PolicyChange;
import io.curfew.collector.store.AuditEntry;
import io.curfew.policy.Command;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records of the commands topic in, entries of the audit trail out. */
final class AuditReader {
    private static final byte[] EVERY_SITE = PolicyChange.KEY.getBytes(StandardCharsets.UTF_8);

    private final ObjectMapper json;

    AuditReader(ObjectMapper json) {
        this.json = json;
    }

    AuditEntry read(ConsumerRecord<byte[], byte[]> line) throws IOException {
        String id = "%d/%019d".formatted(line.partition(), line.offset());
        return Arrays.equals(line.key(), EVERY_SITE)
                ? entry(id, CurfewJson.read(json, line.value(), PolicyChange.class))
                : entry(id, CurfewJson.read(json, line.value(), Command.class));
    }

    private static AuditEntry entry(String id, PolicyChange change) {
        return new AuditEntry(
                id,
                change.at(),
                change.by(),
                AuditEntry.POLICY,
                null,
                null,
                null,
                null,
                String.join(", ", change.changedFiles()),
                null,
                change.version());
    }

    private AuditEntry entry(String id, Command command) {
        String action = json.valueToTree(command).path("command").asText();
        return switch (command) {
            case Command.OfAlert ofAlert ->
                new AuditEntry(
                        id,
                        command.at(),
                        command.by(),
                        action,
                        command.site(),
                        ofAlert.alert(),
                        null,
                        ofAlert instanceof Command.Mute mute ? mute.until() : null,
                        ofAlert.note(),
                        null,
                        null);
            case Command.Adopt adopt ->
                new AuditEntry(
                        id,
                        command.at(),
                        command.by(),
                        action,
                        command.site(),
                        null,
                        adopt.device(),
                        null,
                        adopt.remark().notes(),
                        null,
                        null);
            case Command.OfSensor ofSensor ->
                new AuditEntry(
                        id,
                        command.at(),
                        command.by(),
                        action,
                        command.site(),
                        null,
                        null,
                        ofSensor instanceof Command.Invite invite ? invite.until() : null,
                        "",
                        ofSensor.sensor(),
                        null);
        };
    }
}
