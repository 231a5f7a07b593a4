package io.curfew.policy.watch;

import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes back what a clock that was ahead has left in the memory of a site: what was heard at times that have yet to
 * come would hide for as long that something falls silent, goes on or is over, and would be added to what comes later.
 */
final class TimeReturn {
    private final Rows rows;
    private final AlertBook alerts;

    TimeReturn(Rows rows, AlertBook alerts) {
        this.rows = rows;
        this.alerts = alerts;
    }

    /** It is {@code now} again, and earlier than it was. */
    void to(Instant now) {
        Gaps gaps = rows.get(Table.GAPS, Table.ONLY);
        rows.put(Table.GAPS, Table.ONLY, (gaps == null ? Gaps.NONE : gaps).backTo(now));
        takeBack(Table.DEVICES, facts -> facts.noLaterThan(now));
        takeBack(Table.HABITS, habit -> habit.noLaterThan(now));
        takeBack(Table.SENSORS, facts -> facts.noLaterThan(now));
        takeBack(Table.SEEN, seen -> earlier(seen, now));
        takeBack(Table.UNPUBLISHED, due -> earlier(due, now));
        takeBack(Table.SIGHTED, told -> earlier(told, now));
        takeBack(Table.BINDINGS, binding -> binding.noLaterThan(now));
        takeBack(Table.TENANCIES, tenancies -> tenancies.noLaterThan(now));
        takeBack(Table.HOLDERS, holder -> holder.noLaterThan(now));
        takeBack(Table.HAUNTS, haunts -> haunts.noLaterThan(now));
        takeBack(Table.REACHES, reach -> reach.noLaterThan(now));
        takeBack(Table.OFFERS, offer -> offer.noLaterThan(now));
        takeBack(Table.SWEEPS, sweep -> sweep.noLaterThan(now));
        takeBack(Table.PLACES, places -> places.noLaterThan(now));
        takeBack(Table.RHYTHMS, rhythm -> rhythm.noLaterThan(now));
        takeBack(Table.EFFORTS, effort -> effort.noLaterThan(now));
        takeBack(Table.TRYING, since -> earlier(since, now));
        takeBack(Table.LIKENESSES, likeness -> likeness.noLaterThan(now));
        takeBack(Table.POLICIES, changes -> changes.noLaterThan(now));
        alerts.backTo(now);
    }

    private <K, V> void takeBack(Table<K, V> table, UnaryOperator<V> noLater) {
        List<K> ahead = new ArrayList<>();
        rows.forEach(table, (key, row) -> {
            if (!row.equals(noLater.apply(row))) {
                ahead.add(key);
            }
        });
        ahead.forEach(key -> rows.change(table, key, noLater));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
