package io.curfew.collector.kafka;

import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The history of the policy on a real Kafka: four versions among commands of other kinds. */
class PolicyVersionsIT extends OneKafka {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TEXT = """
            curfew: 1
            sites:
              - { id: lisbon }
            """;

    @BeforeAll
    static void fourPoliciesWereInForce() {
        try (PolicyLog log = new PolicyLog(connection, new PolicyFolder(null), Clock.fixed(NOON, ZoneOffset.UTC));
                CommandLog commands = new CommandLog(connection)) {
            log.start();
            for (long version = 0; version < 4; version++) {
                commands.append(new Command.Acknowledge(new SiteId("lisbon"), "lia", NOON, "none", ""));
                log.replace(text(version + 1), version % 2 == 0 ? "ada" : "olga", version);
            }
        }
    }

    private static String text(long version) {
        return TEXT + "# " + version + "\n";
    }

    @Test
    void theLatestComeFirst() {
        PolicyVersions versions = new PolicyVersions(connection);

        assertThat(versions.latest(null, 2))
                .isEqualTo(List.of(
                        new PolicyVersion(4, "olga", NOON, List.of()), new PolicyVersion(3, "ada", NOON, List.of())));
        assertThat(versions.latest(3L, 9))
                .isEqualTo(List.of(
                        new PolicyVersion(2, "olga", NOON, List.of()), new PolicyVersion(1, "ada", NOON, List.of())));
        assertThat(versions.count()).isEqualTo(4);
    }

    @Test
    void eachHasItsText() {
        PolicyVersions versions = new PolicyVersions(connection);

        assertThat(versions.version(2)).contains(new PolicyDocument(2, "olga", NOON, text(2), List.of(), List.of()));
        assertThat(versions.version(4)).contains(new PolicyDocument(4, "olga", NOON, text(4), List.of(), List.of()));
        assertThat(versions.version(5)).isEmpty();
    }

    @Test
    void theOldestAreForgottenAndStillCounted() {
        PolicyVersions versions = new PolicyVersions(connection, 3);

        assertThat(versions.latest(null, 9)).extracting(PolicyVersion::version).containsExactly(4L, 3L, 2L);
        assertThat(versions.version(1)).isEmpty();
        assertThat(versions.count()).isEqualTo(4);
    }

    @Test
    void itSaysSoWhenKafkaIsAway() {
        PolicyVersions versions = new PolicyVersions(new KafkaConnection(Map.of("bootstrap.servers", "127.0.0.1:1")));

        assertThatThrownBy(() -> versions.latest(null, 1)).isInstanceOf(KafkaAwayException.class);
    }
}
