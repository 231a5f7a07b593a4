package io.curfew.collector.access;

import java.util.Locale;

/**
 * What a caller may do, as the realm's roles are called in lower case. A role the realm has beside these means nothing.
 */
public enum Role {
    VIEWER,
    OPERATOR,
    ADMIN,
    AUDITOR;

    /** Sees devices, alerts and traffic of their sites. */
    public static final String VIEWER_NAME = "viewer";
    /** Decides about alerts and devices, besides what a viewer may. */
    public static final String OPERATOR_NAME = "operator";
    /** Changes the policy, besides what a viewer may. */
    public static final String ADMIN_NAME = "admin";

    /** Reads who decided what at their sites. */
    public static final String AUDITOR_NAME = "auditor";

    /** As the realm calls it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
