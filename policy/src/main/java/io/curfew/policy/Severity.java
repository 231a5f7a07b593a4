package io.curfew.policy;

import java.util.Locale;

/** How much an alert matters, least first. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** As policies, the API and reports write it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
