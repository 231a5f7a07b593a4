package io.curfew.policy.watch;

import io.curfew.policy.watch.Sketch.Host;

/** A home with a vacuum that may ask its router for names and nothing else; its maker's cloud is beyond the router. */
final class VacuumHome {
    static final Host ROUTER = Host.of("02:00:00:00:00:01", "192.0.2.1");
    static final Host VACUUM = Host.of("02:00:00:00:00:21", "192.0.2.21");
    static final Host CLOUD = Host.of("203.0.113.9").behind(ROUTER);
    static final String POLICY = """
        curfew: 1
        sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
        devices: [ { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum } ]
        rules: [ { id: home, subject: { zones: [things] }, allow: [ { service: dns, to: resolvers } ], severity: high } ]
        """;

    private VacuumHome() {}
}
