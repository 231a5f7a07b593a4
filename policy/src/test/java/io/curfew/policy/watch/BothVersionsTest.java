package io.curfew.policy.watch;

import io.curfew.policy.Verdict;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.advertisement;
import static io.curfew.policy.watch.Sketch.arp;
import static io.curfew.policy.watch.Sketch.flow;
import static io.curfew.policy.watch.Sketch.ndp;
import static org.assertj.core.api.Assertions.assertThat;

/** Servers that the policy names by an address, where both versions of IP are in use. */
final class BothVersionsTest {
    private static final String POLICY = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.53]
                timeServers: [192.0.2.53]
                gateway: [192.0.2.1]
                zones: [ { id: things, subnets: [192.0.2.0/26, "fd00::/64"] } ]
            devices:
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum }
            rules:
              - id: stay-home
                subject: { devices: [vacuum] }
                allow: [ { service: dns, to: resolvers }, { service: ntp, to: timeServers }, { service: http, to: gateway } ]
            """;

    private static final Host VACUUM_V6 = Host.of("02:00:00:00:00:21", "fd00::21");
    private static final Host RESOLVER = Host.of("02:00:00:00:00:53", "192.0.2.53");
    private static final Host RESOLVER_V6 = Host.of("02:00:00:00:00:53", "fd00::53");
    private static final Host ROUTER_V6 = Host.of("02:00:00:00:00:01", "fd00::1");
    private static final Host ROUTER_ON_LINK = Host.of("02:00:00:00:00:01", "fe80::1");
    private static final Host STRANGER_V6 = Host.of("02:00:00:00:00:66", "fd00::66");

    private final Watched lisbon = new Watched("lisbon", POLICY);

    @BeforeEach
    void allAreSeen() {
        lisbon.see(arp(ROUTER, NOON));
        lisbon.see(arp(RESOLVER, NOON));
        lisbon.see(arp(VACUUM, NOON));
        lisbon.see(ndp(ROUTER_V6, NOON));
        lisbon.see(ndp(RESOLVER_V6, NOON));
        lisbon.see(ndp(VACUUM_V6, NOON));
        lisbon.see(ndp(STRANGER_V6, NOON));
        lisbon.see(advertisement(ROUTER_ON_LINK, NOON, Duration.ofMinutes(30), "fd00::53"));
    }

    private boolean isAllowed(Sketch.Flow flow) {
        return lisbon.verdict(flow.at(NOON.plusSeconds(5))) instanceof Verdict.Allowed;
    }

    @Test
    void theResolverIsItByItsOtherAddressToo() {
        assertThat(isAllowed(flow(VACUUM_V6, RESOLVER_V6, 53).udp())).isTrue();
        assertThat(lisbon.alerts("dns-bypass")).isEmpty();
    }

    @Test
    void theTimeServerIsItByItsOtherAddressToo() {
        assertThat(isAllowed(flow(VACUUM_V6, RESOLVER_V6, 123).udp())).isTrue();
        assertThat(lisbon.alerts("ntp-bypass")).isEmpty();
    }

    @Test
    void theGatewayIsItByItsOtherAddressesToo() {
        assertThat(isAllowed(flow(VACUUM_V6, ROUTER_V6, 80))).isTrue();
        assertThat(isAllowed(flow(Host.of("02:00:00:00:00:21", "fe80::21"), ROUTER_ON_LINK, 80)
                        .number(2)))
                .isTrue();
    }

    @Test
    void theResolverAsksOthersByItsOtherAddressToo() {
        lisbon.see(flow(RESOLVER_V6, Host.of("2620:fe::fe").behind(ROUTER), 53).udp());

        assertThat(lisbon.alerts("dns-bypass")).isEmpty();
    }

    @Test
    void whoeverElseAnswersByTheOtherVersionIsNoServer() {
        assertThat(isAllowed(flow(VACUUM_V6, STRANGER_V6, 53).udp())).isFalse();
        assertThat(lisbon.alerts("dns-bypass")).hasSize(1);
    }

    @Test
    void anotherAddressOfTheSameVersionIsNoServer() {
        Host beside = Host.of("02:00:00:00:00:53", "192.0.2.54");
        lisbon.see(arp(beside, NOON));

        assertThat(isAllowed(flow(VACUUM, beside, 53).udp())).isFalse();
    }
}
