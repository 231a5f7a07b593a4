package io.curfew.policy.dossier;

import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Knows whose dossier is to be told of. A new fact about who a device is makes its dossier due at once; a new peer,
 * question, server or verdict makes it due within {@link #PERIOD}, or when a sensor reports its status; that known
 * things happen again, or one more peer of many shows, within {@link #COUNTS_PERIOD}.
 */
final class DueDossiers {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration COUNTS_PERIOD = Duration.ofMinutes(5);

    private final Rows rows;
    private final Set<DeviceId> atOnce = new LinkedHashSet<>();
    private boolean newsDue;

    /** What has become of a dossier. */
    enum News {
        /** Who the device is. */
        WHO,
        /** Something that it did not do before. */
        USE,
        /** How often, and when last. */
        COUNTS
    }

    DueDossiers(Rows rows) {
        this.rows = rows;
    }

    void mark(DeviceId device, Instant at, News news) {
        switch (news) {
            case WHO -> atOnce.add(device);
            case USE -> {
                Instant due = rows.get(Table.UNPUBLISHED, device);
                if (due == null || due.isAfter(at)) {
                    rows.put(Table.UNPUBLISHED, device, at);
                }
            }
            case COUNTS -> {
                if (rows.get(Table.UNPUBLISHED, device) == null) {
                    rows.put(Table.UNPUBLISHED, device, at.plus(COUNTS_PERIOD));
                }
            }
        }
    }

    /** Makes the dossiers with a new use due. */
    void makeNewsDue() {
        newsDue = true;
    }

    /** Takes those that are due at {@code at}: once handed out, they are not due until something changes. */
    Set<DeviceId> take(Instant at) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        boolean periodIsOver =
                facts != null && (newsDue || !at.isBefore(facts.published().plus(PERIOD)));
        newsDue = false;
        if (atOnce.isEmpty() && !periodIsOver) {
            return Set.of();
        }
        if (facts == null || !periodIsOver) {
            Set<DeviceId> due = takeAtOnce();
            due.forEach(device -> lookAgain(device, at));
            return due;
        }
        Set<DeviceId> due = new LinkedHashSet<>(atOnce);
        atOnce.clear();
        due.addAll(rows.drain(Table.UNPUBLISHED, moment -> !moment.isAfter(at)));
        rows.put(Table.SITE, Table.ONLY, facts.withPublished(at));
        due.forEach(device -> lookAgain(device, at));
        return due;
    }

    /** Takes those that a new fact made due. */
    Set<DeviceId> takeAtOnce() {
        Set<DeviceId> due = new LinkedHashSet<>(atOnce);
        atOnce.clear();
        due.forEach(device -> rows.remove(Table.UNPUBLISHED, device));
        return due;
    }

    /** Whoever is about counts on, without being noted each time: its dossier is due once more. */
    private void lookAgain(DeviceId device, Instant at) {
        Instant seen = rows.get(Table.SEEN, device);
        if (seen != null && at.isBefore(seen.plus(DeviceBook.SEEN_GRAIN))) {
            mark(device, at, News.COUNTS);
        }
    }
}
