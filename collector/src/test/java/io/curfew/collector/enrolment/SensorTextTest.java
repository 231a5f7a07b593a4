package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.GivenFiles;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.language.Site;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SensorTextTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Invitation ATTIC = new Invitation(
            LISBON, new SensorId("attic"), "eth1", "olga\nsite: porto", Instant.parse("2026-11-20T12:30:00Z"));

    @Test
    void aSensorIsToldWhereItStandsAndWhereKafkaIs() {
        String text = new SensorText(List.of("kafka.example.org:9092", "192.0.2.10:9092"), false).of(ATTIC, null);

        assertThat(text).isEqualTo("""
                # Made for this sensor by an invitation of olga site: porto. It holds no secret.
                site: "lisbon"
                sensor: "attic"
                source:
                  interface: "eth1"
                kafka:
                  bootstrap: ["kafka.example.org:9092", "192.0.2.10:9092"]
                spool:
                  folder: /var/lib/curfew-sensor/spool
                """);
    }

    @Test
    void whereTheCollectorSpeaksTlsTheSensorDoes() {
        assertThat(new SensorText(List.of("kafka.example.org:9093"), true).of(ATTIC, null))
                .contains("  bootstrap: [\"kafka.example.org:9093\"]\n  tls: {}\nspool:");
    }

    @Test
    void theSensorKeepsThePrivacyThatThePolicySays() {
        Site site = site("""
                curfew: 1
                sites:
                  - id: lisbon
                    zones:
                      - { id: things, subnets: [192.0.2.0/26, "2001:db8::/64"], vlans: [30] }
                      - { id: guest, vlans: [20], detail: counts }
                """);

        assertThat(new SensorText(List.of("192.0.2.10:9092"), false).of(ATTIC, site))
                .endsWith("""
                        zones:
                          - { subnets: ["192.0.2.0/26", "2001:db8::/64"], vlans: [30], detail: full }
                          - { vlans: [20], detail: counts }
                        """);
    }

    private static Site site(String text) {
        PolicyReading reading = PolicyReader.read(1, Map.of("policy.yaml", text), GivenFiles.NONE);
        assertThat(reading).isInstanceOf(PolicyReading.Accepted.class);
        return ((PolicyReading.Accepted) reading).policy().site(LISBON).orElseThrow();
    }
}
