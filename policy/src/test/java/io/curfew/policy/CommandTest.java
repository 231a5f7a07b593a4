package io.curfew.policy;

import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** Readers of JSON give null for a key that is missing, whatever the types say. */
@SuppressWarnings("NullAway") // the nulls are what is tested
class CommandTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aCommandWithoutItsSiteIsNone() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Command.Acknowledge(null, "olga", NOON, "alert", ""))
                .withMessage("a command is for one site");
    }

    @Test
    void anAcknowledgementOfNoAlertIsNone() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Command.Acknowledge(LISBON, "olga", NOON, null, ""))
                .withMessage("an acknowledgement is of an alert");
    }
}
