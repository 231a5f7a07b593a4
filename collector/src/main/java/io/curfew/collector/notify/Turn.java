package io.curfew.collector.notify;

import java.util.Locale;

/** What became of a matter that a channel tells of. */
public enum Turn {
    /** It came up. */
    OPENED,
    /** It was over, and happens again. */
    REOPENED,
    /** It matters more than it was told to. */
    RISEN,
    /** Nobody wanted to hear of it until now. */
    UNMUTED,
    /** It is over. */
    RESOLVED,
    /** A person knows of it, or it is over and nobody asked to hear so. Only state changes; no person is told. */
    SETTLED,
    /** Nobody knows of it after all: the acknowledgement was taken back. Only state changes; no person is told. */
    UNSETTLED;

    /** True when only state changes, so that no person is told. */
    boolean isSilent() {
        return this == SETTLED || this == UNSETTLED;
    }

    /** As messages write it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
