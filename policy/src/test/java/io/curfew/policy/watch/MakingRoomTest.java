package io.curfew.policy.watch;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Alert.State;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.Standing.Event;
import io.curfew.policy.Standing.Turn;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Which alerts go when a site has as many as are kept, and what is told of them. */
final class MakingRoomTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Duration QUIET = Duration.ofDays(7);
    /** Further peers of one device would be gathered. */
    private static final int PEERS_EACH = 60;

    private final Watched site = new Watched("lisbon", """
            curfew: 1
            sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            detections:
              - { id: new-device, off: true }
              - { id: hard-coded-address, off: true }
            rules: [ { id: home, subject: { zones: [things] }, allow: [ { service: dns, to: resolvers } ] } ]
            """);
    private int flows;

    @Test
    void anAlertThatMakesRoomIsToldToBeOverAndADeviceThatFloodsTheBoardPushesOutItsOwn() {
        Host camera = Host.of("02:00:00:00:00:22", "192.0.2.22");
        site.see(flow(camera, CLOUD, 443).number(++flows).at(NOON));
        String ofCamera = site.alert("home").id();

        flood(NOON.plusSeconds(1), 1, Table.ALERTS.capacity());
        site.command(new Command.Acknowledge(LISBON, "olga", NOON.plus(Duration.ofHours(1)), ofCamera, ""));

        List<Alert> over = alertsThat(State.RESOLVED);
        assertThat(over.size()).isEqualTo(Table.ALERTS.capacity() / 8);
        assertThat(idsOf(alertsThat(State.OPEN)).size()).isEqualTo(site.memory().size(Table.ALERTS) - 1);
        assertThat(idsOf(alertsThat(State.ACKNOWLEDGED))).containsExactly(ofCamera);
        Alert first = over.getFirst();
        assertThat(site.memory().get(Table.ALERTS, first.id())).isNull();
        assertThat(first.evidence()).hasSize(1);
        assertThat(first.standing().history())
                .extracting(Event::by, Event::turn)
                .containsExactly(tuple("", Turn.OPENED), tuple("", Turn.RESOLVED));
        assertThat(first.standing().notes())
                .extracting(Standing.Note::text)
                .singleElement()
                .asString()
                .startsWith("It made room for newer alerts");

        contact(1, NOON.plus(Duration.ofDays(1)));
        assertThat(idsOf(alertsThat(State.RESOLVED))).doesNotContain(first.id());
    }

    @Test
    void whatIsOverMakesRoomFirstAndIsNotToldAgain() {
        int part = Table.ALERTS.capacity() / 8;
        site.see(flow(VACUUM, CLOUD, 443).number(++flows).at(NOON));
        String muted = site.alert("home").id();
        site.command(new Command.Mute(LISBON, "olga", NOON, muted, NOON.plus(Duration.ofDays(30)), ""));
        flood(NOON.plusSeconds(1), 1, part);
        site.see(flow(VACUUM, ROUTER, 53).number(++flows).at(NOON.plus(QUIET).plusSeconds(3_600)));
        List<Alert> over = alertsThat(State.RESOLVED);
        int kept = site.memory().size(Table.ALERTS) - part;

        flood(NOON.plus(Duration.ofDays(8)), part + 1, Table.ALERTS.capacity() - kept + 1);

        assertThat(over.size()).isEqualTo(part);
        assertThat(alertsThat(State.RESOLVED).equals(over)).isTrue();
        assertThat(site.memory().size(Table.ALERTS)).isEqualTo(Table.ALERTS.capacity() - part + 1);
        assertThat(site.memory().get(Table.ALERTS, muted)).isNotNull();
    }

    private List<Alert> alertsThat(State state) {
        return site.alerts().stream().filter(alert -> alert.state() == state).toList();
    }

    private static List<String> idsOf(List<Alert> alerts) {
        return alerts.stream().map(Alert::id).toList();
    }

    /** Devices contact strangers, ten a second. */
    private void flood(Instant at, int firstStranger, int lastStranger) {
        for (int stranger = firstStranger; stranger <= lastStranger; stranger++) {
            contact(stranger, at.plusMillis(100L * stranger));
        }
    }

    private void contact(int stranger, Instant at) {
        int device = stranger / PEERS_EACH;
        Host from = Host.of(String.format("00:00:5e:00:%02x:%02x", device / 256, device % 256), "192.0.2.33");
        Host to =
                Host.of("198.51." + stranger / 250 + "." + (stranger % 250 + 1)).behind(ROUTER);
        site.see(flow(from, to, 443).number(++flows).at(at));
    }
}
