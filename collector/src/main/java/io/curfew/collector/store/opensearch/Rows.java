package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.HourTotal.Aspect;
import io.curfew.collector.store.HoursScope;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is added up: what each device did with each other end, or, where nobody asks who it was, the totals of the
 * sites, of which there are far fewer.
 *
 * @param indices where they lie
 * @param query which of them
 * @param areTotals whether they are totals
 */
record Rows(String indices, Query query, boolean areTotals) {

    /** What each device did with each other end. */
    static Rows of(HoursScope scope) {
        return new Rows(Names.EVERY_MONTH_OF_HOURS, Filters.of(scope), false);
    }

    /** The fewest rows that tell this apart within a scope: totals where one aspect is all that is asked for. */
    static Rows of(HoursScope scope, Aspect asked) {
        Aspect aspect = only(scope, asked);
        return aspect == null
                ? of(scope)
                : new Rows(Names.EVERY_MONTH_OF_TOTALS, Filters.ofTotals(scope, aspect), true);
    }

    /** Those that fit as well. */
    Rows with(Query further) {
        return new Rows(indices, Filters.all(List.of(query, further)), areTotals);
    }

    private static @Nullable Aspect only(HoursScope scope, Aspect asked) {
        if (scope.device() != null || scope.peer() != null || scope.result() != null) {
            return null;
        }
        Set<Aspect> aspects = EnumSet.of(asked);
        if (scope.service() != null) {
            aspects.add(Aspect.SERVICE);
        }
        if (scope.rule() != null) {
            aspects.add(Aspect.RULE);
        }
        if (scope.zone() != null || scope.toZone() != null) {
            aspects.add(Aspect.ZONES);
        }
        if (aspects.size() > 1) {
            aspects.remove(Aspect.ALL);
        }
        return aspects.size() == 1 ? aspects.iterator().next() : null;
    }
}
