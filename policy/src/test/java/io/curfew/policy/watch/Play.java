package io.curfew.policy.watch;

import io.curfew.events.Observation;
import io.curfew.policy.Alert;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.watch.Sketch.Host;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A scene under way, from noon on, at a home with two zones and no rules. The vacuum, of which scenes are, stands in
 * the zone of the things; its controller and its neighbours stand in that of the guests.
 */
final class Play {
    static final Host VACUUM = Host.of("00:00:5e:00:53:21", "192.0.2.21");
    static final Host HUB = Host.of("00:00:5e:00:53:10", "192.0.2.138");
    static final Host LAMP = Host.of("00:00:5e:00:53:24", "192.0.2.139");
    static final Host CLOUD = Host.of("198.51.100.9");
    static final Host STRANGER = Host.of("203.0.113.66");

    private static final String HOME = """
            curfew: 1
            sites:
              - id: lisbon
                controllers: [hub]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
                  - { id: guest,  subnets: [192.0.2.128/26] }
              - { id: porto, zones: [ { id: cellar, subnets: [198.51.100.0/26] } ] }
            devices:
              - { id: hub, site: lisbon, mac: "00:00:5e:00:53:10" }
              - { id: vacuum, site: lisbon, mac: "00:00:5e:00:53:21" }
            """;

    private final Watched site;
    private Instant now = Sketch.NOON;
    private long number;

    /** @param detections what the policy says of detections; empty where it says nothing */
    Play(String detections) {
        site = new Watched("lisbon", HOME, detections);
    }

    Watched site() {
        return site;
    }

    Instant now() {
        return now;
    }

    void wait(Duration elapsed) {
        now = now.plus(elapsed);
    }

    /** Does something so many times, and waits after each. */
    void each(int times, Duration pause, Runnable act) {
        for (int time = 0; time < times; time++) {
            act.run();
            wait(pause);
        }
    }

    /** A flow that ended now, other than all before. */
    Sketch.Flow flow(Host from, Host to, int port) {
        return Sketch.flow(from, to, port).number(++number).at(now);
    }

    void see(Sketch.Flow flow) {
        site.see(flow);
    }

    void see(Observation observation) {
        site.see(observation);
    }

    /** Somebody of another address of the guests for each number from 0 to 40. */
    static Host neighbour(int which) {
        return Host.of("192.0.2." + (150 + which));
    }

    boolean tells(Pattern pattern) {
        return tells(pattern, alert -> true);
    }

    /** True when a detection tells something of which that is true. */
    boolean tells(Pattern pattern, Predicate<Alert> what) {
        return site.alerts(pattern.id()).stream().anyMatch(what);
    }
}
