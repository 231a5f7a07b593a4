package io.curfew.policy.watch;

import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Attempts;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What happened at a site, summed up by the hour. */
final class HourBookTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SensorRun RUN = new SensorRun(new SensorId("attic"), "run-1");
    private static final Host CAMERA = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host PRINTER = Host.of("02:00:00:00:00:23", "192.0.2.23");
    private static final Host CLOUD = Host.of("198.51.100.9").behind(ROUTER);
    private static final Instant ONE_O_CLOCK = NOON.plus(Duration.ofHours(1));
    private static final Instant TEN_PAST_ONE = ONE_O_CLOCK.plus(HourBook.GRACE);
    private static final Policy POLICY = Watched.policy(1, """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                zones: [ { id: things, subnets: [192.0.2.0/26] } ]
            devices:
              - { id: camera, mac: "02:00:00:00:00:22", name: Garden camera }
              - { id: printer, mac: "02:00:00:00:00:23", name: Printer }
            rules: [ { id: r, subject: { devices: [camera] }, allow: [ { to: resolvers } ] } ]
            """);

    private final SiteMemory memory = new HeapSiteMemory();
    private final SiteWatch watch = new SiteWatch(LISBON, memory, true);
    private final List<TrafficHour> told = new ArrayList<>();
    private long number;

    private void see(Observation observation) {
        watch.observe(POLICY, RUN, observation);
        told.addAll(watch.takeHours());
    }

    private Sketch.Flow toCloud(Instant at) {
        return flow(CAMERA, CLOUD, 443).number(++number).at(at).serverName("api.example.org");
    }

    /** The site's time goes on, by a flow that is in no hour that is looked at. */
    private void untilLater(Instant later) {
        see(flow(PRINTER, CAMERA, 80).number(++number).at(later).draw());
    }

    @Test
    void flowsOfAnHourBecomeOneRow() {
        see(toCloud(NOON)
                .outcome(Outcome.UNANSWERED)
                .sending(100, 1)
                .receiving(0)
                .draw());
        see(toCloud(NOON.plusSeconds(600))
                .outcome(Outcome.CLOSED)
                .sending(400, 2)
                .receiving(900)
                .draw());
        untilLater(TEN_PAST_ONE);

        assertThat(told).singleElement().satisfies(row -> {
            assertThat(row.site()).isEqualTo(LISBON);
            assertThat(row.hour()).isEqualTo(NOON);
            assertThat(row.device()).hasToString("camera");
            assertThat(row.zone()).isEqualTo("things");
            assertThat(row.peer()).isEqualTo("api.example.org");
            assertThat(row.service()).isEqualTo("https");
            assertThat(row.verdict()).isEqualTo("violation");
            assertThat(row.rule()).isEqualTo("r");
            assertThat(row.count()).isEqualTo(2);
            assertThat(row.attempts()).isEqualTo(new Attempts(1, 1, 0, 0));
            assertThat(row.initiatorBytes()).isEqualTo(500);
            assertThat(row.responderBytes()).isEqualTo(900);
            assertThat(row.first()).isEqualTo(NOON);
            assertThat(row.last()).isEqualTo(NOON.plusSeconds(600));
        });
    }

    @Test
    void aFlowThatLastsCountsOnceAndItsBytesInTheHourInWhichTheyWent() {
        see(toCloud(NOON).start().sending(100, 1).receiving(0).draw());
        long lasting = number;
        see(toCloud(ONE_O_CLOCK)
                .number(lasting)
                .update()
                .sending(700, 2)
                .receiving(50)
                .draw());
        untilLater(ONE_O_CLOCK.plus(Duration.ofMinutes(71)));

        assertThat(told)
                .filteredOn(row -> row.peer() != null)
                .extracting(TrafficHour::hour, TrafficHour::count, TrafficHour::initiatorBytes)
                .containsExactly(tuple(NOON, 1L, 100L), tuple(ONE_O_CLOCK, 0L, 600L));
    }

    @Test
    void questionsCountByTheNameThatWasAskedFor() {
        see(Sketch.answer(CAMERA, ROUTER, NOON, "ntp.example.org", "198.51.100.7"));
        see(Sketch.answer(CAMERA, ROUTER, NOON.plusSeconds(9), "ntp.example.org", "198.51.100.7"));
        untilLater(TEN_PAST_ONE);

        assertThat(told)
                .extracting(TrafficHour::act, TrafficHour::peer, TrafficHour::count, TrafficHour::verdict)
                .containsExactly(tuple("question", "ntp.example.org", 2L, "allowed"));
    }

    @Test
    void ofDevicesThatTalkToEachOtherBothZonesAreTold() {
        see(flow(PRINTER, CAMERA, 80).number(++number).at(NOON).draw());
        see(toCloud(NOON).draw());
        untilLater(TEN_PAST_ONE);

        assertThat(told)
                .extracting(TrafficHour::peer, TrafficHour::zone, TrafficHour::responderZone)
                .containsExactlyInAnyOrder(
                        tuple("camera", "things", "things"), tuple("api.example.org", "things", null));
    }

    @Test
    void anHourIsToldOfTenMinutesAfterItsEnd() {
        see(toCloud(NOON).draw());
        untilLater(TEN_PAST_ONE.minusSeconds(1));
        assertThat(told).isEmpty();

        untilLater(TEN_PAST_ONE.plusSeconds(20));

        assertThat(told).extracting(TrafficHour::hour).containsExactly(NOON);
    }

    @Test
    void whatArrivesLateIsAFurtherPartOfItsHour() {
        see(toCloud(NOON).draw());
        untilLater(TEN_PAST_ONE);
        see(toCloud(NOON.plusSeconds(5)).draw());
        untilLater(TEN_PAST_ONE.plus(HourBook.GRACE).plusSeconds(20));

        long first = told.getFirst().number();
        assertThat(told)
                .extracting(TrafficHour::hour, TrafficHour::number, TrafficHour::count)
                .containsExactly(tuple(NOON, first, 1L), tuple(NOON, first + 1, 1L));
    }

    @Test
    void whoForgotEverythingNumbersOnWithoutANumberThatWasToldBefore() {
        see(toCloud(NOON).draw());
        see(flow(CAMERA, ROUTER, 80).number(++number).at(NOON).draw());
        untilLater(TEN_PAST_ONE);
        SiteWatch forgetful = new SiteWatch(LISBON, new HeapSiteMemory(), true);

        for (Instant at : List.of(ONE_O_CLOCK, ONE_O_CLOCK.plus(Duration.ofHours(2)))) {
            forgetful.observe(POLICY, RUN, toCloud(at).draw());
            told.addAll(forgetful.takeHours());
        }

        assertThat(told).hasSize(3).extracting(TrafficHour::number).doesNotHaveDuplicates();
        assertThat(told).extracting(TrafficHour::number).isSorted();
    }

    @Test
    void moreThanIsKeptApartIsInARestAndNothingIsLost() {
        int flows = HourBook.MOST_APART + 1_000;
        for (int port = 1; port <= flows; port++) {
            see(flow(CAMERA, CLOUD, port)
                    .number(++number)
                    .at(NOON)
                    .sending(10, 1)
                    .draw());
        }
        untilLater(TEN_PAST_ONE);

        assertThat(told).hasSize(HourBook.MOST_APART + 1);
        assertThat(told.stream().mapToLong(TrafficHour::count).sum()).isEqualTo(flows);
        assertThat(told.stream().mapToLong(TrafficHour::initiatorBytes).sum()).isEqualTo(10L * flows);
        assertThat(told)
                .filteredOn(row -> row.peer() == null)
                .extracting(TrafficHour::service, TrafficHour::count)
                .containsExactly(tuple("tcp", 1_000L));
    }
}
