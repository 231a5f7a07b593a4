package io.curfew.collector.traffic;

import io.curfew.events.wire.v1.NameSource;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

/** Closed sets of the policy as the wire has them, and back. */
final class Words {
    private Words() {}

    static NameSource of(Peer.@Nullable NameSource source) {
        return switch (source) {
            case null -> NameSource.NAME_SOURCE_UNSPECIFIED;
            case ANSWER_TO_DEVICE -> NameSource.NAME_SOURCE_ANSWER_TO_DEVICE;
            case SERVER_NAME -> NameSource.NAME_SOURCE_SERVER_NAME;
            case ANSWER_TO_SITE -> NameSource.NAME_SOURCE_ANSWER_TO_SITE;
            case POLICY -> NameSource.NAME_SOURCE_POLICY;
        };
    }

    static Peer.@Nullable NameSource of(NameSource source) {
        return switch (source) {
            case NAME_SOURCE_UNSPECIFIED -> null;
            case NAME_SOURCE_ANSWER_TO_DEVICE -> Peer.NameSource.ANSWER_TO_DEVICE;
            case NAME_SOURCE_SERVER_NAME -> Peer.NameSource.SERVER_NAME;
            case NAME_SOURCE_ANSWER_TO_SITE -> Peer.NameSource.ANSWER_TO_SITE;
            case NAME_SOURCE_POLICY -> Peer.NameSource.POLICY;
            case UNRECOGNIZED -> throw new IllegalArgumentException("no such source of a name");
        };
    }

    static io.curfew.events.wire.v1.Severity of(Severity severity) {
        return switch (severity) {
            case LOW -> io.curfew.events.wire.v1.Severity.SEVERITY_LOW;
            case MEDIUM -> io.curfew.events.wire.v1.Severity.SEVERITY_MEDIUM;
            case HIGH -> io.curfew.events.wire.v1.Severity.SEVERITY_HIGH;
            case CRITICAL -> io.curfew.events.wire.v1.Severity.SEVERITY_CRITICAL;
        };
    }

    static Severity of(io.curfew.events.wire.v1.Severity severity) {
        return switch (severity) {
            case SEVERITY_LOW -> Severity.LOW;
            case SEVERITY_MEDIUM -> Severity.MEDIUM;
            case SEVERITY_HIGH -> Severity.HIGH;
            case SEVERITY_CRITICAL -> Severity.CRITICAL;
            case SEVERITY_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no such severity");
        };
    }
}
