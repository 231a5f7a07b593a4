package io.curfew.collector.store;

import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/**
 * What was done most.
 *
 * @param items the greatest first, by what they are of where equally great
 */
public record TrafficTop(List<TopEntry> items) {
    public TrafficTop {
        items = List.copyOf(items);
    }

    /**
     * A sum. Of what it is, is what was asked for; everything else is absent.
     *
     * @param site where; for devices and pairs
     * @param device who began it
     * @param peer the other end: its name, else its address, or a device's id
     * @param service what for
     * @param rule the rule that said what the policy says
     * @param zone where whoever began it stands: a zone, {@code @outside}, {@code @none} or {@code @rest}
     * @param toZone where whoever was asked stands
     * @param sums what was done
     * @param verdicts what the policy said, by how often
     */
    public record TopEntry(
            @Nullable SiteId site,
            @Nullable DeviceId device,
            @Nullable String peer,
            @Nullable String service,
            @Nullable String rule,
            @Nullable String zone,
            @Nullable String toZone,
            TrendSums sums,
            Verdicts verdicts) {
        /** The greatest first. */
        static Comparator<TopEntry> by(TopQuery.Order order) {
            return Comparator.comparingLong((TopEntry entry) -> -entry.size(order))
                    .thenComparing(TopEntry::name);
        }

        /** Both together, of the same thing. */
        public TopEntry plus(TopEntry other) {
            return new TopEntry(
                    site,
                    device,
                    peer,
                    service,
                    rule,
                    zone,
                    toZone,
                    sums.plus(other.sums),
                    verdicts.plus(other.verdicts));
        }

        private long size(TopQuery.Order order) {
            return switch (order) {
                case COUNT -> sums.count();
                case VIOLATIONS -> verdicts.violation();
                case SENT -> sums.initiatorBytes();
                case RECEIVED -> sums.responderBytes();
            };
        }

        private String name() {
            return String.join(
                    "\n",
                    String.valueOf(site),
                    String.valueOf(device),
                    String.valueOf(peer),
                    String.valueOf(service),
                    String.valueOf(rule),
                    String.valueOf(zone),
                    String.valueOf(toZone));
        }
    }

    /** The greatest of these, and no more than are wanted. */
    public static TrafficTop of(List<TopEntry> entries, TopQuery query) {
        return new TrafficTop(entries.stream()
                .sorted(TopEntry.by(query.order()))
                .limit(query.most())
                .toList());
    }
}
