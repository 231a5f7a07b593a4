package io.curfew.policy.alert;

import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One time that a matter happens.
 *
 * @param evidence what shows it; its time is when it was first told of
 * @param outcome how it went; absent when that will be told to {@link AlertBook#settle}
 * @param first when it began
 * @param last when it ended, or was last seen going on
 */
public record Occurrence(Alert.Evidence evidence, @Nullable Outcome outcome, Instant first, Instant last) {}
