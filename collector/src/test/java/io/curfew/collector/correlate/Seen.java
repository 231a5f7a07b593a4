package io.curfew.collector.correlate;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a sensor saw at a site with one vacuum, one router and the vendor's cloud. */
final class Seen {
    static final SiteId LISBON = new SiteId("lisbon");
    static final SiteId PORTO = new SiteId("porto");
    static final SensorId ATTIC = new SensorId("attic");
    static final String RUN = "2026-11-23T11:59:00Z";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final MacAddress VACUUM_MAC = MacAddress.parse("02:00:00:00:00:21");
    static final IpAddress VACUUM = IpAddress.parse("192.0.2.21");
    static final MacAddress ROUTER_MAC = MacAddress.parse("02:00:00:00:00:01");
    static final IpAddress ROUTER = IpAddress.parse("192.0.2.1");
    static final IpAddress CLOUD = IpAddress.parse("203.0.113.7");
    static final DomainName CLOUD_NAME = new DomainName("ot.example.org");

    /** Lets things ask the site's resolver and nothing else. */
    static final String THINGS_STAY_HOME = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
              - id: porto
                resolvers: [192.0.2.1]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
            devices:
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum }
            rules:
              - id: things-stay-home
                subject: { zones: [things] }
                allow:
                  - { service: dns, transport: udp, to: resolvers }
                severity: high
            """;

    private Seen() {}

    static ObservationBatch batch(SiteId site, long sequence, Observation... observations) {
        return new ObservationBatch(site, ATTIC, RUN, sequence, List.of(observations));
    }

    /** The vacuum asks its resolver where the cloud is. */
    static Observation question(Instant at) {
        return new DnsObservation(
                at,
                new Endpoint(VACUUM_MAC, VACUUM, 40_000),
                new Endpoint(ROUTER_MAC, ROUTER, 53),
                Transport.UDP,
                List.of(),
                7,
                CLOUD_NAME,
                "A",
                "NOERROR",
                List.of(new DnsObservation.Answer(CLOUD_NAME, "A", CLOUD.toString(), 300)),
                Duration.ofMillis(3),
                false);
    }

    /** The sensor is well. */
    static Observation status(Instant at) {
        return new StatusObservation(
                at,
                "0.1.0",
                NOON.minusSeconds(60),
                1_000,
                0,
                Map.of(),
                1,
                0,
                10,
                10,
                0,
                0,
                0,
                Duration.ZERO,
                3,
                0.9,
                List.of(),
                List.of(),
                StatusObservation.Accounts.CLEAR);
    }

    /** The vacuum calls the cloud; {@code number} names the flow. */
    static Observation call(Instant at, long number) {
        return call(at, number, new Endpoint(VACUUM_MAC, VACUUM, 50_000), CLOUD, CLOUD_NAME);
    }

    /** Somebody calls a server of the internet by its name. */
    static Observation call(Instant at, long number, Endpoint caller, IpAddress server, DomainName name) {
        return new FlowObservation(
                at,
                number,
                FlowObservation.Phase.END,
                caller,
                new Endpoint(ROUTER_MAC, server, 443),
                true,
                List.of(),
                Transport.TCP,
                1_000,
                10,
                2_000,
                12,
                at.minusSeconds(1),
                at,
                Outcome.CLOSED,
                null,
                name,
                "tls",
                "1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
                null);
    }
}
