package io.curfew.policy.language;

import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A policy of very many homes. */
final class LargePolicyTest {
    private static final int HOMES = 1_000;
    private static final int DEVICES = 10;
    /** Ten times what it takes, and a tenth of what it takes to hold each device against each other. */
    private static final Duration AT_MOST = Duration.ofSeconds(2);
    /** As {@code quarkus.http.limits.max-body-size} of the collector; a line break takes two octets in JSON. */
    private static final long MOST_OF_A_REQUEST = 1_048_576;

    /** All homes have the same ids, MAC addresses and addresses: what one has, another may have too. */
    private static String text() {
        StringBuilder text = new StringBuilder("curfew: 1\nsites:\n");
        for (int home = 0; home < HOMES; home++) {
            text.append("  - { id: home-").append(home).append(", controllers: d-0, ");
            text.append("zones: [ { id: things, subnets: 192.0.2.0/26 } ] }\n");
        }
        text.append("devices:\n");
        for (int home = 0; home < HOMES; home++) {
            for (int device = 0; device < DEVICES; device++) {
                text.append("  - { id: d-")
                        .append(device)
                        .append(", site: home-")
                        .append(home);
                text.append(", mac: 02-00-00-00-00-0").append(device);
                text.append(", addresses: 192.0.2.").append(device + 1).append(" }\n");
            }
        }
        text.append("rules: [ { id: r, subject: { zones: things }, allow: [ { to: 198.51.100.1 } ] } ]\n");
        return text.toString();
    }

    @Test
    void aPolicyOfAThousandHomesIsReadSoon() {
        Map<String, String> texts = Map.of("policy.yaml", text());

        long begin = cpuNanos();
        PolicyReading reading = PolicyReader.read(7, texts);
        Duration took = Duration.ofNanos(cpuNanos() - begin);

        System.out.printf("a policy of %,d devices: read in %d ms%n", HOMES * DEVICES, took.toMillis());
        assertThat(reading).isInstanceOfSatisfying(PolicyReading.Accepted.class, accepted -> {
            assertThat(accepted.policy().devices()).hasSize(HOMES * DEVICES);
            assertThat(accepted.policy().devices(new SiteId("home-999"))).hasSize(DEVICES);
            assertThat(accepted.warnings()).isEmpty();
        });
        assertThat(took).isLessThan(AT_MOST);
    }

    @Test
    void aPolicyOfAThousandHomesIsNoLargerThanARequestMayBe() {
        assertThat(text().lines().count() + text().length()).isLessThan(MOST_OF_A_REQUEST);
    }

    @Test
    void theLastOfManyDevicesIsHeldAgainstTheFirst() {
        String text = text().replace(
                        "  - { id: d-9, site: home-999, mac: 02-00-00-00-00-09, addresses: 192.0.2.10 }",
                        "  - { id: d-0, site: home-999, mac: 02-00-00-00-00-01, addresses: [192.0.2.3, 192.0.2.3] }");

        assertThat(PolicyReader.read(7, Map.of("policy.yaml", text)))
                .isInstanceOfSatisfying(
                        PolicyReading.Refused.class,
                        refused -> assertThat(refused.mistakes())
                                .extracting(Mistake::message)
                                .containsExactly(
                                        "there are two devices \"d-0\" at site \"home-999\"",
                                        "02:00:00:00:00:01 is device \"d-1\" already",
                                        "192.0.2.3 is device \"d-2\" already"));
    }

    @Test
    void anAddressThatStandsTwiceAtOneDeviceIsADoubt() {
        String text = """
                curfew: 1
                sites: [ { id: home, zones: [ { id: things, subnets: 192.0.2.0/26 } ] } ]
                devices: [ { id: hub, addresses: [192.0.2.3, 192.0.2.3] } ]
                """;

        assertThat(PolicyReader.read(7, Map.of("policy.yaml", text)))
                .isInstanceOfSatisfying(
                        PolicyReading.Accepted.class,
                        accepted -> assertThat(accepted.warnings())
                                .extracting(Mistake::message)
                                .isEqualTo(List.of("\"192.0.2.3\" stands here twice")));
    }

    /** Of this thread alone, so that whoever else works on the machine is not measured. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
