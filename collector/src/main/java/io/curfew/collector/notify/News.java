package io.curfew.collector.notify;

import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Tells what is new of an alert from what only happens again.
 *
 * @param filter what is told at all
 * @param began since when the channel tells; what came up before is old
 */
record News(Filter filter, Instant began) {

    /**
     * What became of an alert since it was told last.
     *
     * @param told what was told of it; null when nothing
     * @return absent when there is nothing to tell
     */
    @Nullable
    Turn of(Alert alert, @Nullable Told told) {
        return switch (alert.state()) {
            case OPEN -> ofOpen(alert, told);
            case ACKNOWLEDGED, MUTED -> told == null || told.state() == alert.state() ? null : Turn.SETTLED;
            case RESOLVED -> ofResolved(alert, told);
        };
    }

    private @Nullable Turn ofOpen(Alert alert, @Nullable Told told) {
        if (!filter.lets(alert)) {
            return null;
        }
        Instant since = Told.since(alert);
        boolean isReopened = alert.standing().reopened() != null;
        if (told == null) {
            if (since.isBefore(began)) {
                return null;
            }
            return isReopened ? Turn.REOPENED : Turn.OPENED;
        }
        if (since.isAfter(told.since()) || told.state() == Alert.State.RESOLVED) {
            return isReopened ? Turn.REOPENED : Turn.OPENED;
        }
        if (alert.severity().compareTo(told.severity()) > 0) {
            return Turn.RISEN;
        }
        return switch (told.state()) {
            case OPEN, RESOLVED -> null;
            case ACKNOWLEDGED -> Turn.UNSETTLED;
            case MUTED -> Turn.UNMUTED;
        };
    }

    private @Nullable Turn ofResolved(Alert alert, @Nullable Told told) {
        if (told == null || told.state() == Alert.State.RESOLVED) {
            return null;
        }
        // Over by itself while it is muted: it may come again as muted, over and over.
        if (alert.standing().mutedUntil() != null) {
            return told.state() == Alert.State.MUTED ? null : Turn.SETTLED;
        }
        return filter.resolved() ? Turn.RESOLVED : Turn.SETTLED;
    }
}
