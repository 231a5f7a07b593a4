package io.curfew.policy.firewall;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.SeenEnd;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts about a vacuum, each different in one thing. */
record Matters(
        String name,
        @Nullable IpAddress device,
        @Nullable Peer peer,
        @Nullable String service,
        @Nullable SeenFlow flow) {
    static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:21");
    static final IpAddress VACUUM = IpAddress.parse("192.0.2.21");
    static final IpAddress VACUUM_V6 = IpAddress.parse("2001:db8:30::21");
    static final IpAddress CLOUD = IpAddress.parse("203.0.113.9");
    static final IpAddress CLOUD_V6 = IpAddress.parse("2001:db8:f::9");

    static final IpAddress GATEWAY = IpAddress.parse("192.0.2.1");
    static final IpAddress GATEWAY_ELSEWHERE = IpAddress.parse("198.51.100.1");

    private static final SitePlan PLAN = SitePlan.of(policy(), new SiteId("lisbon"));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Policy policy() {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, gateway: 192.0.2.1 } ]
                devices: [ { id: router, addresses: [192.0.2.1, 198.51.100.1] } ]
                """;
        return switch (PolicyReader.read(1, Map.of("policy.yaml", text))) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused ->
                throw new IllegalArgumentException(refused.mistakes().toString());
        };
    }

    static Matters phonesHome() {
        return new Matters("Robot vacuum", VACUUM, Peer.of(CLOUD), "tcp/8883", null);
    }

    Matters named(String other) {
        return new Matters(other, device, peer, service, flow);
    }

    Matters at(@Nullable IpAddress other) {
        return new Matters(name, other, peer, service, flow);
    }

    Matters with(@Nullable Peer other) {
        return new Matters(name, device, other, service, flow);
    }

    Matters by(@Nullable String other) {
        return new Matters(name, device, peer, other, flow);
    }

    Matters called(String other, DomainName... more) {
        IpAddress ip = peer == null ? null : peer.ip();
        return with(new Peer(ip, new DomainName(other), Peer.NameSource.ANSWER_TO_DEVICE, List.of(more)));
    }

    Matters flowing(IpAddress initiator, IpAddress responder) {
        SeenFlow seen = new SeenFlow(
                new SeenEnd(null, initiator, 40_000),
                new SeenEnd(null, responder, 443),
                true,
                Transport.TCP,
                null,
                1,
                1,
                1,
                1,
                null,
                null);
        return new Matters(name, device, peer, service, seen);
    }

    Alert alert() {
        return new Alert(
                "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                new SiteId("lisbon"),
                Alert.Kind.RULE,
                "things-stay-home",
                new DeviceId("vacuum"),
                name,
                MAC,
                device,
                "things",
                peer,
                service,
                Severity.HIGH,
                Standing.opened(NOON),
                new Tally(1, Map.of("established", 1L), NOON, NOON, List.of()),
                1,
                "",
                null,
                true,
                "what",
                "why",
                "advice",
                List.of(new Alert.Evidence(NOON, "hall", "flow", "a flow", flow, null, null)));
    }

    FirewallRule rule(Form form) {
        if (FirewallRule.of(alert(), form, PLAN) instanceof FirewallRule.Outcome.Written written) {
            return written.rule();
        }
        throw new AssertionError("no rule for " + this);
    }

    String reason() {
        if (FirewallRule.of(alert(), Form.NFTABLES, PLAN) instanceof FirewallRule.Outcome.Impossible impossible) {
            return impossible.reason();
        }
        throw new AssertionError("there is a rule for " + this);
    }
}
