package io.curfew.policy.memory;

import io.curfew.events.SensorId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is missing in what is known about the site. Keeps at most {@value #MOST_GAPS} sums, one for each sensor and
 * kind; the one that grew longest ago makes room.
 *
 * @param watchedSince since when somebody watches without a break; 1970 while there was none
 * @param sums what is missing
 */
public record Gaps(Instant watchedSince, List<Gap> sums) {
    /** The most sums that are kept. */
    public static final int MOST_GAPS = 64;

    /** Nothing is known to be missing. */
    public static final Gaps NONE = new Gaps(Instant.EPOCH, List.of());

    /** What is missing, and in which unit. */
    public enum Kind {
        /** Seconds in which the sensor said nothing. */
        SILENCE,
        /** Seconds in which the sensor's interface was down. */
        SIGHT,
        /** Seconds in which the sensor saw broadcasts only. */
        BROADCASTS,
        /** Packets that the sensor did not get to see. */
        PACKETS,
        /** Observations that the sensor gave up. */
        OBSERVATIONS,
        /** Batches that the sensor numbered and that did not arrive. */
        BATCHES,
        /** Seconds in which an import of the sensor saw nothing. */
        IMPORTS,
        /** Seconds in which what an import of the sensor reads looked at a part of the packets only. */
        SAMPLES,
        /** Lines, records or messages that imports of the sensor know that they missed. */
        ITEMS
    }

    /**
     * What is missing of one kind from one sensor.
     *
     * @param first when the first of it went missing
     * @param last when the latest did
     * @param amount how much, in the unit of the kind
     */
    public record Gap(SensorId sensor, Kind kind, Instant first, Instant last, long amount) {
        private Gap noLaterThan(Instant now) {
            return new Gap(sensor, kind, Moments.earlier(first, now), Moments.earlier(last, now), amount);
        }
    }

    public Gaps {
        sums = List.copyOf(sums);
    }

    /** With more that is missing between two moments. */
    public Gaps with(SensorId sensor, Kind kind, Instant from, Instant to, long amount) {
        List<Gap> more = new ArrayList<>(sums.size() + 1);
        Gap sum = new Gap(sensor, kind, from, to, amount);
        for (Gap gap : sums) {
            if (gap.sensor().equals(sensor) && gap.kind() == kind) {
                sum = new Gap(
                        sensor,
                        kind,
                        gap.first().isBefore(from) ? gap.first() : from,
                        gap.last().isAfter(to) ? gap.last() : to,
                        gap.amount() + amount);
            } else {
                more.add(gap);
            }
        }
        more.add(sum);
        return new Gaps(watchedSince, more.subList(Math.max(0, more.size() - MOST_GAPS), more.size()));
    }

    /**
     * Since when, as far as is known at {@code moment}, what {@code sensor} sees is watched without a break; of an
     * unknown sensor, since when anybody watches.
     */
    public Instant watchedSince(@Nullable SensorId sensor, Instant moment) {
        for (Gap gap : sums) {
            if (gap.kind() == Kind.SILENCE
                    && gap.sensor().equals(sensor)
                    && gap.last().isAfter(watchedSince)
                    && !gap.last().isAfter(moment)) {
                return gap.last();
            }
        }
        return watchedSince;
    }

    /** Nobody watched until {@code moment}. */
    public Gaps withBreak(Instant moment) {
        return moment.isAfter(watchedSince) ? new Gaps(moment, sums) : this;
    }

    /** It is {@code now} again: whoever watches does so since now, and nothing went missing at times yet to come. */
    public Gaps backTo(Instant now) {
        return new Gaps(now, sums.stream().map(gap -> gap.noLaterThan(now)).toList());
    }
}
