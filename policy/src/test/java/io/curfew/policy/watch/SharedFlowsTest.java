package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.policy.Alert;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.Verdict;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** Flows that two sensors of a site see: one on the segment of the vacuum, one on that of the server that it asks. */
final class SharedFlowsTest {
    private static final String ATTIC = "attic";
    private static final String CELLAR = "cellar";
    private static final Host SERVER = Host.of("02:00:00:00:00:70", "192.0.2.70");
    private static final Host PHONE = Host.of("02:00:00:00:00:71", "192.0.2.71");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                zones:
                  - { id: things,  subnets: [192.0.2.0/26] }
                  - { id: private, subnets: [192.0.2.64/26] }
            devices:
              - { id: vacuum, mac: "02:00:00:00:00:21", name: Robot vacuum }
              - { id: server, mac: "02:00:00:00:00:70" }
            rules:
              - { id: r, subject: { devices: [vacuum] }, allow: [ { to: 192.0.2.2 } ] }
            """;

    private final Watched site = new Watched("lisbon", SITE);
    private int port = 50_000;
    private long number = 100;

    /** Each sensor has told of a flow, and of whom it sees itself. */
    @BeforeEach
    void bothHaveToldOfAFlow() {
        Instant earlier = NOON.minusSeconds(3_600);
        site.see(ATTIC, Sketch.arp(VACUUM, earlier));
        site.see(CELLAR, Sketch.arp(SERVER, earlier));
        site.see(
                ATTIC,
                flow(Host.of("02:00:00:00:00:02", "192.0.2.2"), ROUTER, 80)
                        .at(earlier)
                        .draw());
        site.see(CELLAR, flow(PHONE, SERVER, 80).at(earlier).draw());
    }

    /** As the sensor on the vacuum's segment sees it. */
    private static Sketch.Flow near(int fromPort) {
        return flow(VACUUM, SERVER.behind(ROUTER), 443).fromPort(fromPort);
    }

    /** As the sensor on the server's segment sees it. */
    private static Sketch.Flow far(int fromPort) {
        return flow(VACUUM.behind(ROUTER), SERVER, 443).fromPort(fromPort);
    }

    private void attic(Sketch.Flow flow) {
        site.see(ATTIC, flow.draw());
    }

    private void cellar(Sketch.Flow flow) {
        site.see(CELLAR, flow.draw());
    }

    /** Both tell of a flow at its start and at its end, which is {@code lasting} later. */
    private void bothTell(Instant at, Duration lasting, Duration aheadInTheCellar, UnaryOperator<Sketch.Flow> told) {
        int from = ++port;
        long inAttic = ++number;
        long inCellar = 7 * number;
        Instant cellarAt = at.plus(aheadInTheCellar);
        attic(told.apply(near(from).number(inAttic)).start().at(at));
        cellar(told.apply(far(from).number(inCellar)).start().at(cellarAt));
        attic(told.apply(near(from).number(inAttic)).at(at.plus(lasting)).lasting(lasting));
        cellar(told.apply(far(from).number(inCellar)).at(cellarAt.plus(lasting)).lasting(lasting));
    }

    private static UnaryOperator<Sketch.Flow> unchanged() {
        return UnaryOperator.identity();
    }

    private Device.PeerUse peer(String device) {
        return site.dossier(device).peers().stream()
                .filter(peer -> peer.service().equals("https"))
                .findFirst()
                .orElseThrow();
    }

    private DeviceDay day(String device) {
        return site.dossier(device).days().getFirst();
    }

    @Test
    void aFlowThatTwoSensorsSeeCountsOnce() {
        bothTell(NOON, SECOND, Duration.ZERO, unchanged());

        assertThat(peer("vacuum").flows()).isEqualTo(1);
        assertThat(peer("vacuum").bytesSent()).isEqualTo(100);
        assertThat(peer("vacuum").bytesReceived()).isEqualTo(300);
        assertThat(peer("vacuum").attempts()).isEqualTo(new Attempts(1, 0, 0, 0));
        assertThat(peer("server").flows()).isEqualTo(1);
        assertThat(day("vacuum").bytesSent()).isEqualTo(100);
        assertThat(day("vacuum").flows()).isEqualTo(1);
        assertThat(day("vacuum").attempts()).isEqualTo(new Attempts(1, 0, 0, 0));
    }

    @Test
    void anAlertCountsItOnceAndSaysHowItWent() {
        bothTell(NOON, SECOND, Duration.ZERO, unchanged());
        bothTell(NOON.plusSeconds(60), SECOND, Duration.ZERO, flow -> flow.outcome(Outcome.REFUSED));

        Alert alert = site.alert("r");
        assertThat(alert.count()).isEqualTo(2);
        assertThat(alert.outcomes()).containsOnly(entry("closed", 1L), entry("refused", 1L));
    }

    @Test
    void bothSeersAreToldTheVerdict() {
        attic(near(50_001).start());

        assertThat(site.see(CELLAR, far(50_001).start().draw()).verdict()).isInstanceOf(Verdict.Violation.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void triesOfAStormCountOnceThoughClocksDiffer(long secondsAhead) {
        for (int index = 0; index < 30; index++) {
            bothTell(
                    NOON.plusMillis(500L * index),
                    SECOND,
                    Duration.ofSeconds(secondsAhead),
                    flow -> flow.outcome(Outcome.UNANSWERED).uncounted());
        }

        assertThat(site.alert("retry-storm").what())
                .contains("30 tries in 14 seconds, now about 120 a minute")
                .contains("each 0.50 seconds");
        assertThat(site.alert("r").count()).isEqualTo(30);
    }

    @Test
    void triesFromOnePortCountEachOnceWhoeverIsHeardFirst() {
        for (int index = 0; index < 3; index++) {
            attic(near(50_001)
                    .number(index + 1)
                    .at(NOON.plusSeconds(2L * index))
                    .outcome(Outcome.REFUSED));
        }
        for (int index = 0; index < 3; index++) {
            cellar(far(50_001)
                    .number(index + 11)
                    .at(NOON.plusSeconds(2L * index - 1))
                    .outcome(Outcome.REFUSED));
        }

        assertThat(peer("vacuum").flows()).isEqualTo(3);
        assertThat(peer("vacuum").attempts()).isEqualTo(new Attempts(0, 0, 3, 0));
    }

    @Test
    void whatIsToldAMinuteLateCountsNoMore() {
        attic(near(50_001).start().sending(60, 1));
        attic(near(50_001).at(NOON.plusSeconds(4)).lasting(Duration.ofSeconds(4)));
        attic(near(50_002).number(2).at(NOON.plusSeconds(70)));

        cellar(far(50_001).start().sending(60, 1));
        cellar(far(50_001).at(NOON.plusSeconds(4)).lasting(Duration.ofSeconds(4)));

        assertThat(peer("vacuum").flows()).isEqualTo(2);
        assertThat(peer("vacuum").bytesSent()).isEqualTo(200);
        assertThat(site.alert("r").count()).isEqualTo(2);
    }

    @Test
    void aPortThatIsUsedAgainAfterAMinuteIsAnotherFlow() {
        attic(near(50_001));
        cellar(far(50_001));
        cellar(far(50_001).number(2).at(NOON.plusSeconds(60)));
        attic(near(50_001).number(2).at(NOON.plusSeconds(60)));

        assertThat(peer("vacuum").flows()).isEqualTo(2);
        assertThat(peer("vacuum").bytesSent()).isEqualTo(200);
        assertThat(site.alert("r").count()).isEqualTo(2);
    }

    @Test
    void aSensorThatDiesLeavesTheFlowToTheOther() {
        attic(near(50_001).start().sending(100, 1).receiving(0));
        cellar(far(50_001).start().sending(100, 1).receiving(0));
        attic(near(50_001)
                .update()
                .at(NOON.plusSeconds(60))
                .lasting(Duration.ofMinutes(1))
                .sending(1_000, 9));
        cellar(far(50_001)
                .update()
                .at(NOON.plusSeconds(60))
                .lasting(Duration.ofMinutes(1))
                .sending(1_000, 9));

        cellar(far(50_001)
                .update()
                .at(NOON.plusSeconds(120))
                .lasting(Duration.ofMinutes(2))
                .sending(2_000, 19));
        assertThat(peer("vacuum").bytesSent()).isEqualTo(2_000);

        cellar(far(50_001)
                .at(NOON.plusSeconds(130))
                .lasting(Duration.ofSeconds(130))
                .sending(2_300, 22));
        assertThat(peer("vacuum").bytesSent()).isEqualTo(2_300);
        assertThat(peer("vacuum").flows()).isEqualTo(1);
        assertThat(peer("vacuum").attempts()).isEqualTo(new Attempts(1, 0, 0, 0));
    }

    @Test
    void aSensorThatStartsAgainFindsTheFlowThatTheOtherTellsOf() {
        attic(near(50_001).start().sending(100, 1).receiving(0));
        cellar(far(50_001).start().sending(100, 1).receiving(0));
        cellar(far(50_001)
                .update()
                .at(NOON.plusSeconds(600))
                .lasting(Duration.ofMinutes(10))
                .sending(9_000, 90));
        SensorRun again = new SensorRun(new SensorId(ATTIC), "run-2");

        site.see(
                again,
                near(50_001)
                        .start()
                        .inferred()
                        .at(NOON.plusSeconds(630))
                        .sending(50, 1)
                        .draw());
        cellar(far(50_001)
                .update()
                .at(NOON.plusSeconds(660))
                .lasting(Duration.ofMinutes(11))
                .sending(9_500, 95));
        site.see(
                again,
                near(50_001)
                        .update()
                        .inferred()
                        .at(NOON.plusSeconds(690))
                        .lasting(Duration.ofMinutes(1))
                        .sending(550, 6)
                        .draw());

        assertThat(peer("vacuum").flows()).isEqualTo(1);
        assertThat(peer("vacuum").bytesSent()).isEqualTo(9_500);
    }

    @Test
    void afterAStartAgainNoVolumeIsLostWhenTheOtherDies() {
        cellar(far(50_001).start().sending(100, 1).receiving(0));
        cellar(far(50_001)
                .update()
                .at(NOON.plusSeconds(600))
                .lasting(Duration.ofMinutes(10))
                .sending(9_000, 90));

        attic(near(50_001)
                .start()
                .inferred()
                .at(NOON.plusSeconds(601))
                .sending(50, 1)
                .receiving(0));
        attic(near(50_001)
                .update()
                .inferred()
                .at(NOON.plusSeconds(661))
                .lasting(Duration.ofMinutes(1))
                .sending(750, 8));

        assertThat(peer("vacuum").flows()).isEqualTo(1);
        assertThat(peer("vacuum").bytesSent()).isEqualTo(9_700);
    }

    @Test
    void silenceThatOneSensorSeesDoesNotCountAgainstAnAnswerThatTheOtherSaw() {
        attic(near(50_001).start().receiving(0));
        cellar(far(50_001).start().receiving(60));
        attic(near(50_001)
                .at(NOON.plusSeconds(30))
                .lasting(SECOND)
                .outcome(Outcome.UNANSWERED)
                .receiving(0));
        cellar(far(50_001)
                .at(NOON.plusSeconds(90))
                .lasting(Duration.ofSeconds(90))
                .outcome(Outcome.CLOSED));

        assertThat(peer("vacuum").attempts()).isEqualTo(new Attempts(1, 0, 0, 0));
        assertThat(peer("vacuum").bytesReceived()).isEqualTo(300);
        assertThat(site.alert("r").outcomes()).containsOnlyKeys("closed");
    }

    @Test
    void whoBeganItIsWhomTheSensorNamesThatSawTheBeginning() {
        attic(near(50_001).start());

        Verdict verdict = site.see(
                        CELLAR,
                        flow(SERVER, VACUUM.behind(ROUTER), 50_001)
                                .fromPort(443)
                                .inferred()
                                .update()
                                .at(NOON.plusSeconds(2))
                                .lasting(SECOND)
                                .draw())
                .verdict();

        assertThat(verdict).isInstanceOf(Verdict.Violation.class);
        assertThat(site.dossier("server").peers())
                .filteredOn(peer -> peer.initiated() && peer.flows() > 0)
                .isEmpty();
        assertThat(site.alert("r").initiatorCertain()).isTrue();
    }

    @Test
    void whoSawTheBeginningIsBelievedThoughItIsHeardSecond() {
        attic(flow(SERVER.behind(ROUTER), VACUUM, 50_001)
                .fromPort(443)
                .inferred()
                .start());
        cellar(far(50_001).start().at(NOON.plusSeconds(1)));
        cellar(far(50_001).at(NOON.plusSeconds(3)).lasting(Duration.ofSeconds(2)));

        assertThat(peer("vacuum").initiated()).isTrue();
        assertThat(peer("vacuum").flows()).isEqualTo(1);
        assertThat(peer("vacuum").attempts()).isEqualTo(new Attempts(1, 0, 0, 0));
        assertThat(site.alerts("r"))
                .filteredOn(Alert::initiatorCertain)
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.count()).isEqualTo(1);
                    assertThat(alert.outcomes()).containsOnlyKeys("closed");
                });
    }

    @Test
    void whatTheSecondSeerAloneCanJudgeIsToldAndSettled() {
        Watched other = new Watched(
                "lisbon", SITE.replace("allow: [ { to: 192.0.2.2 } ]", "deny: [ { to: ads.example.org } ]"));
        Host ads = Host.of("203.0.113.5").behind(ROUTER);
        other.see(ATTIC, flow(PHONE, SERVER, 80).at(NOON).draw());
        other.see(CELLAR, flow(PHONE, SERVER, 81).at(NOON).draw());

        other.see(ATTIC, flow(VACUUM, ads, 443).draw());
        other.see(
                CELLAR,
                flow(VACUUM, ads, 443).serverName("ads.example.org").start().draw());
        other.see(CELLAR, flow(VACUUM, ads, 443).serverName("ads.example.org").draw());

        assertThat(other.alert("r").count()).isEqualTo(1);
        assertThat(other.alert("r").outcomes()).containsOnlyKeys("closed");
        assertThat(other.dossier("vacuum").peers())
                .singleElement()
                .satisfies(peer -> assertThat(peer.flows()).isEqualTo(1));
    }

    @Test
    void aDeviceThatTheFirstSeerDidNotKnowCountsByTheSecond() {
        Host lamp = Host.of("02:00:00:00:00:30", "192.0.2.30");
        attic(flow(SERVER.behind(ROUTER), lamp.unframed(), 80).start());
        cellar(flow(SERVER, lamp, 80).start());
        cellar(flow(SERVER, lamp, 80).at(NOON.plusSeconds(1)).lasting(SECOND));
        attic(flow(SERVER.behind(ROUTER), lamp.unframed(), 80)
                .at(NOON.plusSeconds(1))
                .lasting(SECOND));

        Device.PeerUse use = site.dossier("02-00-00-00-00-30").peers().getFirst();
        assertThat(use.flows()).isEqualTo(1);
        assertThat(use.bytesReceived()).isEqualTo(100);
        assertThat(use.bytesSent()).isEqualTo(300);
    }

    @Test
    void whoSeesARouterOnlyCountsForTheDeviceThatTheOtherSees() {
        Host nowhere = Host.of("02:00:00:00:00:31", "10.9.9.9");
        site.see(ATTIC, flow(VACUUM, Host.of("203.0.113.9").behind(ROUTER), 443).draw());
        cellar(flow(nowhere, SERVER, 80).start().sending(60, 1).receiving(0));
        attic(flow(nowhere.behind(ROUTER), SERVER, 80).start().sending(60, 1).receiving(0));

        site.see(
                ATTIC,
                flow(nowhere.behind(ROUTER), SERVER, 80)
                        .update()
                        .at(NOON.plusSeconds(60))
                        .lasting(Duration.ofMinutes(1))
                        .sending(900, 9)
                        .draw());

        assertThat(day("02-00-00-00-00-31").bytesSent()).isEqualTo(900);
        assertThat(day("02-00-00-00-00-31").flows()).isEqualTo(1);
    }

    @Test
    void aSensorThatBeganToWatchLateFindsTheFlowThatIsToldOf() {
        attic(near(50_001).start().sending(100, 1).receiving(0));
        SensorRun again = new SensorRun(new SensorId(ATTIC), "run-2");
        site.see(
                again,
                near(50_001)
                        .start()
                        .inferred()
                        .at(NOON.plusSeconds(600))
                        .sending(200, 1)
                        .draw());
        cellar(far(50_001).start().inferred().at(NOON.plusSeconds(700)).sending(100, 1));

        Instant later = NOON.plusSeconds(900);
        Duration age = Duration.ofMinutes(5);
        Duration ageInTheCellar = Duration.ofSeconds(200);
        site.see(
                again,
                near(50_001)
                        .update()
                        .inferred()
                        .at(later)
                        .lasting(age)
                        .sending(2_000, 9)
                        .draw());
        cellar(far(50_001).update().inferred().at(later).lasting(ageInTheCellar).sending(1_900, 9));

        assertThat(peer("vacuum").bytesSent()).isEqualTo(2_100);
    }

    @Test
    void addressesThatTwoSegmentsHaveInCommonAreTwoFlows() {
        Host one = Host.of("02:00:00:00:00:41", "0.0.0.0");
        Host other = Host.of("02:00:00:00:00:42", "0.0.0.0");
        Host all = Host.of("ff:ff:ff:ff:ff:ff", "255.255.255.255");

        attic(flow(one, all, 67).udp().fromPort(68));
        cellar(flow(other, all, 67).udp().fromPort(68));

        assertThat(day("02-00-00-00-00-41").flows()).isEqualTo(1);
        assertThat(day("02-00-00-00-00-42").flows()).isEqualTo(1);
    }

    @Test
    void sumsOfAMinuteCountOnce() {
        site.see(ATTIC, Sketch.summed(VACUUM, SERVER.behind(ROUTER), 443, Detail.AGGREGATED));
        site.see(CELLAR, Sketch.summed(VACUUM.behind(ROUTER), SERVER, 443, Detail.AGGREGATED));

        assertThat(peer("vacuum").flows()).isEqualTo(3);
        assertThat(peer("vacuum").bytesSent()).isEqualTo(100);
    }

    @Test
    void aFlowThatWasOpenWhenTheSecondSensorCameCountsOnceFromThenOn() {
        Watched lone = new Watched("lisbon", SITE);
        lone.see(ATTIC, Sketch.arp(VACUUM, NOON));
        lone.see(CELLAR, Sketch.arp(SERVER, NOON));
        lone.see(ATTIC, near(50_001).start().sending(100, 1).receiving(0).draw());
        lone.see(
                CELLAR,
                far(50_001)
                        .start()
                        .inferred()
                        .at(NOON.plusSeconds(300))
                        .sending(50, 1)
                        .receiving(0)
                        .draw());
        long atFirst = usedBySent(lone);
        for (int minute = 6; minute < 9; minute++) {
            Duration age = Duration.ofMinutes(minute);
            lone.see(
                    ATTIC,
                    near(50_001)
                            .update()
                            .at(NOON.plus(age))
                            .lasting(age)
                            .sending(100L * minute, 9)
                            .draw());
            lone.see(
                    CELLAR,
                    far(50_001)
                            .update()
                            .inferred()
                            .at(NOON.plus(age))
                            .lasting(age.minusMinutes(5))
                            .sending(100L * minute - 450, 9)
                            .draw());
        }

        assertThat(usedBySent(lone) - atFirst).isBetween(200L, 300L);
        assertThat(lone.memory().size(Table.FLOWS)).isZero();
    }

    private static long usedBySent(Watched watched) {
        return watched.dossier("vacuum").days().getFirst().bytesSent();
    }

    @Test
    void nothingIsKeptWhereOneSensorTells() {
        Watched lone = new Watched("lisbon", SITE);
        lone.see(ATTIC, near(50_001).start().draw());
        lone.see(ATTIC, near(50_002).number(2).draw());

        assertThat(lone.memory().size(Table.SHARED_FLOWS)).isZero();
        assertThat(lone.memory().size(Table.FLOWS)).isEqualTo(1);
    }

    @Test
    void flowsThatEndedAreForgottenAfterAWhile() {
        bothTell(NOON, SECOND, Duration.ZERO, unchanged());
        attic(near(50_100).number(1).start().at(NOON.plusSeconds(10)));
        assertThat(site.memory().size(Table.SHARED_FLOWS)).isEqualTo(2);

        site.pass(Duration.ofMinutes(20));

        assertThat(site.memory().size(Table.SHARED_FLOWS)).isEqualTo(1);
    }
}
