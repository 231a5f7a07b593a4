package io.curfew.policy.alert;

import io.curfew.policy.Alert;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Knows when the passing of time changes an alert. It remembers one moment, before which none is due, and looks through
 * all alerts when that has come: at most once each minute of event time, as a rule a few times a week.
 */
final class Dues {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration LONGEST_WITHOUT = Duration.ofDays(1);

    private final Rows rows;
    private final Ledger ledger;

    /**
     * An alert that is due.
     *
     * @param quiet when it is taken for over unless it happens again, or somebody opens it again
     */
    record Due(Alert alert, Instant quiet) {}

    Dues(Rows rows, Ledger ledger) {
        this.rows = rows;
        this.ledger = ledger;
    }

    /** Takes note of an alert that opened, or turned. */
    void watch(Alert alert) {
        Instant due = dueTime(alert);
        Instant next = rows.get(Table.ALERTS_DUE, Table.ONLY);
        if (due != null && (next == null || due.isBefore(next))) {
            rows.put(Table.ALERTS_DUE, Table.ONLY, due);
        }
    }

    /** The alerts that are due, in the order of their ids. */
    List<Due> take(Instant now) {
        Instant next = rows.get(Table.ALERTS_DUE, Table.ONLY);
        if (next == null ? rows.size(Table.ALERTS) == 0 : now.isBefore(next)) {
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        Instant[] earliest = {now.plus(LONGEST_WITHOUT)};
        rows.forEach(Table.ALERTS, (id, alert) -> {
            Instant time = dueTime(alert);
            if (time == null) {
                return;
            }
            if (!time.isAfter(now)) {
                due.add(new Due(alert, quiet(alert)));
            } else if (time.isBefore(earliest[0])) {
                earliest[0] = time;
            }
        });
        Instant soonest = now.plus(BETWEEN_LOOKS);
        rows.put(Table.ALERTS_DUE, Table.ONLY, earliest[0].isBefore(soonest) ? soonest : earliest[0]);
        due.sort(Comparator.comparing(one -> one.alert().id()));
        return due;
    }

    /** Forgets before when none is due, as alerts are not what they were. */
    void lookAgain() {
        rows.remove(Table.ALERTS_DUE, Table.ONLY);
    }

    private @Nullable Instant dueTime(Alert alert) {
        return switch (alert.state()) {
            case OPEN, ACKNOWLEDGED -> quiet(alert);
            case MUTED -> alert.standing().mutedUntil();
            case RESOLVED -> null;
        };
    }

    private Instant quiet(Alert alert) {
        Occurrences occurrences = ledger.occurrences(alert.id());
        Instant last = occurrences == null ? Instant.EPOCH : occurrences.last();
        Instant byHand = alert.standing().reopenedByHand();
        return (byHand != null && byHand.isAfter(last) ? byHand : last)
                .plus(QuietTime.of(alert.kind(), alert.origin()));
    }
}
