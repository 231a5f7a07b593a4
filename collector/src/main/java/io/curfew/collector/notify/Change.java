package io.curfew.collector.notify;

import io.curfew.policy.Alert;

/**
 * Something became of a matter that a channel tells of.
 *
 * @param turn what
 * @param alert the alert as it is now
 */
public record Change(Turn turn, Alert alert) {

    /** The same for every attempt to tell of it, so that who hears twice can see it. */
    public String id() {
        return alert.id() + "/" + turn.text() + "/" + Told.since(alert).toEpochMilli();
    }
}
