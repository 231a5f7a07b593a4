package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * What one import of a sensor sees, and how it goes: a log, a query interface or a flow export. Counters run from the
 * sensor's start, and {@code items = understood + sum(notUnderstood)}.
 *
 * @param kind such as {@code dnsmasq} or {@code netflow}, as in the sensor's configuration
 * @param name tells it from others of its kind: the file, the address listened on, the exporter
 * @param seesMacs true when what it says carries MAC addresses: without, a device is known by its lease only
 * @param seesFlows true when it says who talks to whom
 * @param seesQuestions true when it says who asks for which name
 * @param seesLeases true when it says who was given which address
 * @param items lines, records or messages read
 * @param notUnderstood items that could not be read, by reason
 * @param lost items that are known to be missing: gaps in an exporter's numbers, lines of a file that went away
 * @param observations observations made of what was read
 * @param lastItemAt the last item's own time; absent when there was none
 * @param behindBytes octets that wait to be read; 0 when it has caught up or cannot know
 * @param sampling 1 packet in how many the peer looks at; 1 is all of them, 0 is unknown
 * @param problem what keeps it from seeing now, for the operator; absent when nothing does
 */
public record SourceStatus(
        String kind,
        String name,
        boolean seesMacs,
        boolean seesFlows,
        boolean seesQuestions,
        boolean seesLeases,
        long items,
        Map<String, Long> notUnderstood,
        long lost,
        long observations,
        @Nullable Instant lastItemAt,
        long behindBytes,
        long sampling,
        @Nullable String problem) {

    public SourceStatus {
        notUnderstood = Map.copyOf(notUnderstood);
    }

    /** The same, with what is wrong now. */
    public SourceStatus withProblem(String wrong) {
        return new SourceStatus(
                kind,
                name,
                seesMacs,
                seesFlows,
                seesQuestions,
                seesLeases,
                items,
                notUnderstood,
                lost,
                observations,
                lastItemAt,
                behindBytes,
                sampling,
                wrong);
    }

    /** How many items could not be read. */
    public long misread() {
        return notUnderstood.values().stream().mapToLong(Long::longValue).sum();
    }
}
