package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.PolicyChange;
import io.curfew.policy.Command;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Instant;

/**
 * Takes what people decided, and what the step across sites found, each once. What cannot be taken is put aside. For
 * one thread.
 */
final class CommandIntake {
    private static final Logger LOG = Logger.getLogger(CommandIntake.class);

    private final SitesAtWork sites;
    private final CorrelationMetrics metrics;
    private final Outbox outbox;
    private final ObjectMapper mapper = CurfewJson.mapper();

    CommandIntake(SitesAtWork sites, CorrelationMetrics metrics, Outbox outbox) {
        this.sites = sites;
        this.metrics = metrics;
        this.outbox = outbox;
    }

    void takeCommand(Record<byte[], byte[]> line) {
        if (Keys.of(line).equals(PolicyChange.KEY)) {
            // Stands there for the audit trail; the policy itself comes another way.
            return;
        }
        Command command;
        try {
            command = CurfewJson.read(mapper, line.value(), Command.class);
        } catch (IOException | IllegalArgumentException malformed) {
            rejectCommand(line, "no command: " + malformed.getMessage());
            return;
        }
        if (!Keys.of(line).equals(command.site().value())) {
            rejectCommand(line, "the key is not the command's site");
            return;
        }
        try {
            sites.judge(command.site(), line.timestamp(), (site, current) -> {
                if (passesOver(site, line)) {
                    return Findings.NONE;
                }
                Findings findings = site.apply(current, command);
                metrics.commandDone();
                return findings;
            });
        } catch (SitesAtWork.Unjudged bug) {
            LOG.errorf(bug.getCause(), "command put aside, site=%s", command.site());
            rejectCommand(line, "the command failed: " + bug.getCause());
        }
    }

    /** What was decided once is not done again onto what is there now. */
    private boolean passesOver(SiteCorrelation site, Record<byte[], byte[]> line) {
        RecordMetadata place = outbox.source();
        return !site.takesFirst(place.topic(), place.offset(), Instant.ofEpochMilli(line.timestamp()));
    }

    private void rejectCommand(Record<byte[], byte[]> line, String reason) {
        metrics.commandRejected();
        outbox.putAside(line, reason);
    }

    void takeHint(Record<byte[], byte[]> line) {
        Hint hint;
        try {
            hint = CurfewJson.read(mapper, line.value(), Hint.class);
        } catch (IOException | IllegalArgumentException malformed) {
            outbox.putAside(line, "no hint: " + malformed.getMessage());
            return;
        }
        if (!Keys.of(line).equals(hint.site().value())) {
            outbox.putAside(line, "the key is not the hint's site");
            return;
        }
        try {
            sites.judge(hint.site(), line.timestamp(), (site, current) -> {
                if (passesOver(site, line)) {
                    return Findings.NONE;
                }
                Findings findings = site.take(current, hint);
                metrics.hintTaken();
                return findings;
            });
        } catch (SitesAtWork.Unjudged bug) {
            LOG.errorf(bug.getCause(), "hint put aside, site=%s", hint.site());
            outbox.putAside(line, "the hint failed: " + bug.getCause());
        }
    }
}
