package io.curfew.sensor.journal;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

final class JournalsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-05T12:00:00.25Z"), ZoneOffset.ofHours(2));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Journals journals = new Journals(NOON, new PrintStream(written, true, StandardCharsets.UTF_8));

    private String written() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void anEventIsALineWithTimeLevelSpeakerAndFacts() {
        Logger journal = journals.getLogger("io.curfew.sensor.run.LiveWatch");

        journal.atInfo().addKeyValue("interface", "eth0").log("watching");

        assertThat(written()).isEqualTo("2026-05-05T12:00:00.250Z INFO LiveWatch - interface=eth0 watching\n");
    }

    @Test
    void argumentsStandWhereTheyBelong() {
        journals.getLogger("org.example.Library").warn("{} of {} left", 1, 3);

        assertThat(written()).isEqualTo("2026-05-05T12:00:00.250Z WARN Library - 1 of 3 left\n");
    }

    @Test
    void aBugIsToldWithWhereItHappened() {
        journals.getLogger("Delivery")
                .atError()
                .setCause(new IllegalStateException("broken"))
                .log("failed");

        assertThat(written())
                .startsWith(
                        "2026-05-05T12:00:00.250Z ERROR Delivery - failed\njava.lang.IllegalStateException: broken\n")
                .contains("\tat io.curfew.sensor.journal.JournalsTest.");
    }

    @Test
    void detailsAreLeftOut() {
        journals.getLogger("io.curfew.sensor.run.LiveWatch").debug("capture broke");

        assertThat(written()).isEmpty();
    }

    @Test
    void theKafkaClientOnlyTellsWhatNobodyCouldGoOnAfter() {
        Logger kafka = journals.getLogger("org.apache.kafka.clients.NetworkClient");

        kafka.warn("Connection to node -1 could not be established");
        kafka.error("out of buffers");

        assertThat(written()).isEqualTo("2026-05-05T12:00:00.250Z ERROR NetworkClient - out of buffers\n");
    }

    @Test
    void slf4jFindsTheJournals() {
        assertThat(LoggerFactory.getLogger("io.curfew.sensor.Main")).isInstanceOf(Journal.class);
    }
}
