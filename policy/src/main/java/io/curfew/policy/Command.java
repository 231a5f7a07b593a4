package io.curfew.policy;

import io.curfew.events.SiteId;

import java.time.Instant;
import java.util.Objects;

/** What a person decided about something at a site. Kept for ever: the commands are the audit trail. */
public sealed interface Command {
    SiteId site();

    /** The user's name. */
    String by();

    /** When it was given. */
    Instant at();

    /**
     * Take note of an alert.
     *
     * @param alert the alert's id
     * @param note what the person wrote; empty when nothing
     */
    record Acknowledge(SiteId site, String by, Instant at, String alert, String note) implements Command {
        public Acknowledge {
            Objects.requireNonNull(site, "a command is for one site");
            Objects.requireNonNull(by, "a command is somebody's");
            Objects.requireNonNull(at, "a command has its time");
            Objects.requireNonNull(alert, "an acknowledgement is of an alert");
            Objects.requireNonNull(note, "a note is empty when nothing was written");
        }
    }
}
