package io.curfew.policy.coverage;

import io.curfew.policy.alert.Amounts;
import io.curfew.policy.memory.Gaps;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * For how long something was watched, and what is known to be missing in it: what a statement that something never
 * happened rests on.
 *
 * @param length for how long
 * @param gaps what is missing, by sensor and kind
 * @param since when it began
 */
public record Coverage(Duration length, List<Gaps.Gap> gaps, Instant since) {
    private static final int MOST_TOLD = 3;

    public Coverage {
        gaps = List.copyOf(gaps);
    }

    /** What was watched between two moments; nothing when they are the wrong way round. */
    public static Coverage between(Gaps known, Instant since, Instant until) {
        Duration length = until.isAfter(since) ? Duration.between(since, until) : Duration.ZERO;
        List<Gaps.Gap> within = known == null
                ? List.of()
                : known.sums().stream()
                        .filter(gap ->
                                !gap.last().isBefore(since) && !gap.first().isAfter(until))
                        .toList();
        return new Coverage(length, within, since);
    }

    /** When something went missing last; null when nothing is known to be missing. */
    public @Nullable Instant missed() {
        return gaps.stream().map(Gaps.Gap::last).max(Comparator.naturalOrder()).orElse(null);
    }

    /** As {@code in the 3 days for which DNS was watched, though sensor attic was silent for 5 minutes}. */
    public String text(String watched) {
        String told = gaps.isEmpty()
                ? ""
                : ", though "
                        + gaps.stream().limit(MOST_TOLD).map(this::text).collect(Collectors.joining(" and "))
                        + (gaps.size() > MOST_TOLD ? " and more is missing" : "");
        return "in the " + Amounts.duration(length) + " for which " + watched + told;
    }

    private String text(Gaps.Gap gap) {
        String atMost = gap.first().isBefore(since) ? "up to " : "";
        String seconds = atMost + Amounts.duration(Duration.ofSeconds(gap.amount()));
        String sensor = "sensor " + gap.sensor();
        return switch (gap.kind()) {
            case SILENCE -> sensor + " was silent for " + seconds;
            case SIGHT -> sensor + " could not see for " + seconds;
            case BROADCASTS -> sensor + " saw broadcasts only for " + seconds;
            case PACKETS -> sensor + " missed " + atMost + Amounts.counted(gap.amount(), "packet");
            case OBSERVATIONS -> sensor + " gave up " + atMost + Amounts.counted(gap.amount(), "observation");
            case BATCHES ->
                atMost + gap.amount() + (gap.amount() == 1 ? " batch" : " batches") + " of " + sensor
                        + " did not arrive";
            case IMPORTS -> "an import of " + sensor + " saw nothing for " + seconds;
            case SAMPLES -> "an import of " + sensor + " saw a part of the packets only for " + seconds;
            case ITEMS -> "imports of " + sensor + " missed " + atMost + Amounts.counted(gap.amount(), "item");
        };
    }
}
