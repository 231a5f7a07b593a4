package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.store.KeepingTimes;
import io.curfew.collector.store.ViewRetention;
import org.jboss.logging.Logger;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Deletes what is no traffic when it is past its time: hours and their totals by whole months, single alerts, entries
 * of the audit trail and dossiers.
 */
final class Expiry implements ViewRetention {
    private static final Logger LOG = Logger.getLogger(Expiry.class);

    private final Server server;
    private final KeepingTimes times;
    private final BelievedTime time;

    Expiry(Server server, KeepingTimes times, BelievedTime time) {
        this.server = server;
        this.times = times;
        this.time = time;
    }

    @Override
    public int apply() {
        Instant now = time.now();
        // First, since OpenSearch deletes whole indices even when it takes nothing else.
        int deleted = Names.MONTHLY.stream()
                .mapToInt(template -> deleteMonths(template, now.minus(times.hours())))
                .sum();
        delete(Names.ALERTS, "last", now.minus(times.alerts()));
        delete(Names.AUDIT, "at", now.minus(times.audit()));
        delete(Names.DEVICES, "lastSeen", now.minus(times.devices()));
        return deleted;
    }

    private int deleteMonths(String template, Instant tooOld) {
        int deleted = 0;
        for (BackingIndex index : BackingIndex.of(server, Names.everyMonth(template))) {
            boolean isOver = Names.monthOf(index.name())
                    .filter(month -> !end(month).isAfter(tooOld))
                    .isPresent();
            if (isOver) {
                server.ask(client -> client.indices().delete(request -> request.index(index.name())));
                deleted++;
            }
        }
        return deleted;
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void delete(String index, String field, Instant tooOld) {
        JsonNode answer = server.send(
                "POST",
                "/" + index + "/_delete_by_query",
                Map.of("conflicts", "proceed", "ignore_unavailable", "true"),
                "{\"query\":{\"range\":{\"%s\":{\"lt\":\"%s\"}}}}".formatted(field, tooOld));
        long count = answer.path("deleted").asLong();
        if (count > 0) {
            LOG.infof("deleted what is past its time, index=%s count=%d", index, count);
        }
    }
}
