package io.curfew.collector.api;

import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/** What can be done to an alert, or to several at once. */
public enum AlertDeed {
    ACKNOWLEDGE,
    UNACKNOWLEDGE,
    MUTE,
    UNMUTE,
    RESOLVE,
    REOPEN,
    NOTE;

    /**
     * Somebody's word.
     *
     * @param note empty for none
     * @param until absent unless they mute
     */
    record Word(
            String by, Instant at, String note, @Nullable Instant until) {}

    /** The command that does it. */
    Command.OfAlert command(SiteId site, String alert, Word word) {
        String by = word.by();
        Instant at = word.at();
        String note = word.note();
        return switch (this) {
            case ACKNOWLEDGE -> new Command.Acknowledge(site, by, at, alert, note);
            case UNACKNOWLEDGE -> new Command.Unacknowledge(site, by, at, alert, note);
            case MUTE -> new Command.Mute(site, by, at, alert, Objects.requireNonNull(word.until()), note);
            case UNMUTE -> new Command.Unmute(site, by, at, alert, note);
            case RESOLVE -> new Command.Resolve(site, by, at, alert, note);
            case REOPEN -> new Command.Reopen(site, by, at, alert, note);
            case NOTE -> new Command.Note(site, by, at, alert, note);
        };
    }
}
