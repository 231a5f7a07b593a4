package io.curfew.stack.part;

import java.util.Locale;

/** A process of the stack. They stop in the reverse of this order: who writes stops before who keeps. */
public enum Part {
    KAFKA("Kafka"),
    OPENSEARCH("OpenSearch"),
    KEYCLOAK("Keycloak"),
    COLLECTOR("Collector");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** As a person reads it. */
    public String title() {
        return title;
    }

    /** As files and JSON have it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
