package io.curfew.policy.watch;

import io.curfew.events.IpAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.ack;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Time servers that a lease hands out (DHCP option 42), where the policy names none and where it does. */
class LeasedTimeServersTest {
    private static final Sketch.Host LEASED = Sketch.Host.of("203.0.113.9").behind(ROUTER);
    private static final Sketch.Host OTHER = Sketch.Host.of("203.0.113.10").behind(ROUTER);
    private static final String ZONES = "zones: [ { id: things, subnets: [192.0.2.0/24] } ]";

    private final Watched unnamed = new Watched("lisbon", "curfew: 1\nsites: [ { id: lisbon, " + ZONES + " } ]");
    private final Watched named =
            new Watched("lisbon", "curfew: 1\nsites: [ { id: lisbon, timeServers: [192.0.2.1], " + ZONES + " } ]");

    @BeforeEach
    void aLeaseThatNamesOneOfThem() {
        for (Watched site : List.of(unnamed, named)) {
            site.see(answer(VACUUM, ROUTER, NOON, "cloud.example.org", "198.51.100.1"));
            site.see(
                    ack(ROUTER, VACUUM, NOON, "rockrobo", List.of(IpAddress.parse("192.0.2.1")), List.of(LEASED.ip())));
        }
    }

    @Test
    void theOneOfTheLeaseIsExpectedWhereThePolicyNamesNone() {
        unnamed.see(flow(VACUUM, LEASED, 123).udp());

        assertThat(unnamed.alerts()).extracting("origin").doesNotContain("ntp-bypass", "hard-coded-address");
    }

    @Test
    void anotherThanThatOfTheLeaseBypassesIt() {
        unnamed.see(flow(VACUUM, OTHER, 123).udp());

        assertThat(unnamed.alert("ntp-bypass").what())
                .contains("asks 203.0.113.10 for the time", "Its DHCP lease handed out 203.0.113.9.");
        assertThat(unnamed.alerts("hard-coded-address")).hasSize(1);
    }

    @Test
    void theOneOfTheLeaseBypassesThoseOfThePolicyAndItSaysWhoNamedIt() {
        named.see(flow(VACUUM, LEASED, 123).udp());

        assertThat(named.alert("ntp-bypass").what()).contains("Its DHCP lease handed this time server out.");
        assertThat(named.alert("ntp-bypass").advice()).contains("option 42");
    }
}
