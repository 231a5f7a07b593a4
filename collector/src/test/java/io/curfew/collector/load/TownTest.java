package io.curfew.collector.load;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NtpObservation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TownTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final MacAddress CLOCK = MacAddress.parse("02:00:00:10:00:23");
    private static final Recording HOME = new Recording(
            new SiteId("lisbon"),
            List.of(asks(NOON, CLOCK, "192.168.30.23"), asks(NOON.plusSeconds(9), CLOCK, "192.168.30.23")));
    private static final Policy POLICY =
            ((PolicyReading.Accepted) PolicyReader.read(1, Map.of("policy.yaml", """
                    curfew: 1
                    sites:
                      - id: lisbon
                        zones:
                          - { id: things, subnets: [192.168.30.0/24] }
                    devices:
                      - { id: clock, site: lisbon, mac: "02:00:00:10:00:23" }
                    rules:
                      - id: clock-asks
                        subject: { devices: clock }
                        allow:
                          - { service: ntp }
                    """))).policy();

    @Test
    void theSameArgumentsMakeTheSameTown() {
        assertThat(batches(town(3, 2), 25)).isEqualTo(batches(town(3, 2), 25)).isNotEmpty();
    }

    @Test
    void everyTwinHasAddressesOfItsOwn() {
        assertThat(batches(town(1, 3), 10))
                .flatExtracting(ObservationBatch::observations)
                .extracting(seen -> ((NtpObservation) seen).sender().ip().toString())
                .contains("192.168.30.23", "10.30.1.23", "10.30.2.23")
                .hasSize(6);
    }

    @Test
    void theRecordingBeginsAgainAtItsEnd() {
        assertThat(batches(town(1, 1), 20))
                .flatExtracting(ObservationBatch::observations)
                .extracting("at")
                .containsExactly(NOON, NOON.plusSeconds(9), NOON.plusSeconds(10), NOON.plusSeconds(19));
    }

    @Test
    void thePolicyListsEveryTwinAtEverySite() {
        Policy policy = town(2, 3).policy(POLICY);

        assertThat(policy.devices())
                .extracting(device -> device.site() + "/" + device.id() + "/" + device.mac())
                .contains("site-1/clock-2/02:00:00:10:02:23")
                .hasSize(6);
        assertThat(policy.rules().getFirst().subject().devices())
                .extracting(Object::toString)
                .containsExactly("clock", "clock-1", "clock-2");
    }

    private static Town town(int sites, int devices) {
        return new Town(List.of(HOME), POLICY, sites, devices);
    }

    private static List<ObservationBatch> batches(Town town, int seconds) {
        List<ObservationBatch> batches = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            town.nextSecond(batches::add);
        }
        return batches;
    }

    private static NtpObservation asks(Instant at, MacAddress mac, String ip) {
        return new NtpObservation(
                at,
                new Endpoint(mac, IpAddress.parse(ip), 123),
                new Endpoint(null, IpAddress.parse("192.168.30.1"), 123),
                3,
                4,
                0);
    }
}
