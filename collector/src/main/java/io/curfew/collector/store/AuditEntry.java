package io.curfew.collector.store;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that a person decided, or a version of the policy that its files made.
 *
 * @param id where it stands in Kafka, so that the same entry has the same id for ever
 * @param at when
 * @param by the user's name
 * @param action what: {@code acknowledge}, {@code mute}, {@code adopt}, {@code invite} and so on, or {@code policy}
 * @param site at which site; absent for the policy, which speaks of all
 * @param alert about which alert; absent for everything else
 * @param device about which device; absent for everything else
 * @param until until when; for {@code mute} and {@code invite} only
 * @param note what they wrote, or which files made a version of the policy; empty when nothing
 * @param sensor about which sensor; absent for everything else
 * @param policyVersion the version that they put in force; for {@code policy} only
 */
public record AuditEntry(
        String id,
        Instant at,
        String by,
        String action,
        @Nullable SiteId site,
        @Nullable String alert,
        @Nullable DeviceId device,
        @Nullable Instant until,
        String note,
        @Nullable SensorId sensor,
        @Nullable Long policyVersion) {
    /** What changes of the policy are called. */
    public static final String POLICY = "policy";
}
