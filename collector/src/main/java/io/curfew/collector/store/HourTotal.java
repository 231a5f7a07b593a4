package io.curfew.collector.store;

import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.events.SiteId;
import io.curfew.policy.TrafficHour;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all devices of a site did together in an hour, or in a part of it: what is asked about many sites is added up
 * from these, of which there are few. The sum of all totals of the same aspect counts everything once.
 *
 * @param id derived from the parts that it is made of
 * @param site where
 * @param key what it is the total of
 * @param sums what was done
 * @param verdicts what the policy said of it
 */
public record HourTotal(String id, SiteId site, Key key, TrendSums sums, Verdicts verdicts) {

    /** What a total tells apart, besides the hour and the act. */
    public enum Aspect {
        /** Nothing. */
        ALL,
        SERVICE,
        /** The rules; what no rule said is in none of these. */
        RULE,
        /** From where it was begun, and where whoever was asked stands. */
        ZONES
    }

    /**
     * What a total is of.
     *
     * @param hour when the hour begins
     * @param act {@code flow} or {@code question}
     * @param aspect what is told apart
     * @param service what for; of that aspect only
     * @param rule the rule that said what the policy says; of that aspect only
     * @param zone where whoever began it stands, as {@link Quarter} has it; of that aspect only
     * @param toZone where whoever was asked stands; of that aspect only
     */
    public record Key(
            Instant hour,
            String act,
            Aspect aspect,
            @Nullable String service,
            @Nullable String rule,
            @Nullable String zone,
            @Nullable String toZone) {
        static List<Key> of(TrafficHour part) {
            Instant hour = part.hour();
            String act = part.act();
            List<Key> keys = new ArrayList<>(List.of(
                    new Key(hour, act, Aspect.ALL, null, null, null, null),
                    new Key(hour, act, Aspect.SERVICE, part.service(), null, null, null),
                    new Key(hour, act, Aspect.ZONES, null, null, Quarter.from(part), Quarter.to(part))));
            if (part.rule() != null) {
                keys.add(new Key(hour, act, Aspect.RULE, null, part.rule(), null, null));
            }
            return keys;
        }
    }

    private record Amounts(TrendSums sums, Verdicts verdicts) {
        static Amounts of(TrafficHour part) {
            long count = part.count();
            return new Amounts(
                    new TrendSums(count, part.attempts(), part.initiatorBytes(), part.responderBytes()),
                    switch (part.verdict()) {
                        case "allowed" -> new Verdicts(count, 0, 0);
                        case "violation" -> new Verdicts(0, count, 0);
                        default -> new Verdicts(0, 0, count);
                    });
        }

        Amounts plus(Amounts other) {
            return new Amounts(sums.plus(other.sums), verdicts.plus(other.verdicts));
        }
    }

    /**
     * The totals of parts that were told of together: the same parts always give the same totals with the same ids.
     *
     * @param parts of one site, each numbered by it
     */
    public static List<HourTotal> of(List<TrafficHour> parts) {
        Map<Key, Amounts> sums = new LinkedHashMap<>();
        for (TrafficHour part : parts) {
            Amounts amounts = Amounts.of(part);
            Key.of(part).forEach(key -> sums.merge(key, amounts, Amounts::plus));
        }
        List<HourTotal> totals = new ArrayList<>(sums.size());
        sums.forEach((key, amounts) -> totals.add(new HourTotal(
                parts.getFirst().site() + "/" + parts.getFirst().number() + "/" + totals.size(),
                parts.getFirst().site(),
                key,
                amounts.sums(),
                amounts.verdicts())));
        return totals;
    }
}
