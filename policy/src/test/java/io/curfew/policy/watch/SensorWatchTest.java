package io.curfew.policy.watch;

import io.curfew.events.SensorId;
import io.curfew.events.SourceStatus;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Severity;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.watch.Sketch.Host;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.VACUUM;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Sensors that are silent, lose what they see, or do not see; and the site's time, which sensors tell. */
final class SensorWatchTest {
    private static final Host CLOUD = Host.of("203.0.113.9");
    private static final String ATTIC = "attic";
    private static final String CELLAR = "cellar";
    private static final Duration TICK = Duration.ofSeconds(10);

    private static final String SITE = """
            curfew: 1
            sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            """;

    private final Watched site = new Watched("lisbon", SITE);
    private Instant now = NOON;

    private final Report attic = new Report();
    private final Report cellar = new Report();

    private void report(Duration length, boolean atticSpeaks, boolean cellarSpeaks) {
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            if (atticSpeaks) {
                site.see(ATTIC, attic.draw(now));
            }
            if (cellarSpeaks) {
                site.see(CELLAR, cellar.draw(now));
            }
            now = now.plus(TICK);
        }
    }

    private Gaps gaps() {
        Gaps gaps = site.memory().get(Table.GAPS, Table.ONLY);
        return gaps == null ? Gaps.NONE : gaps;
    }

    private Instant siteTime() {
        SiteFacts facts = site.memory().get(Table.SITE, Table.ONLY);
        return facts == null ? Instant.EPOCH : facts.latest();
    }

    @Test
    void aSensorThatSaysNothingWhileAnotherDoesIsSilent() {
        report(Duration.ofMinutes(2), true, true);
        report(Duration.ofMinutes(5), true, false);
        assertThat(site.alerts("sensor-silent")).isEmpty();

        report(Duration.ofMinutes(2), true, false);

        Alert alert = site.alert("sensor-silent");
        assertThat(alert.device().value()).isEqualTo("sensor-cellar");
        assertThat(alert.deviceName()).isEqualTo("Sensor cellar");
        assertThat(alert.mac()).isNull();
        assertThat(alert.what()).contains("Sensor cellar says nothing since 2026-11-02T12:01:50Z, for 5 minutes.");
        assertThat(alert.evidence()).hasSize(1);
    }

    @Test
    void aSensorThatSpeaksAgainEndsItsAlertAndLeavesAGap() {
        report(Duration.ofMinutes(2), true, true);
        report(Duration.ofMinutes(10), true, false);
        assertThat(site.alert("sensor-silent").state()).isEqualTo(Alert.State.OPEN);

        report(TICK, true, true);

        assertThat(site.alert("sensor-silent").state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(gaps().sums())
                .containsExactly(new Gaps.Gap(
                        new SensorId(CELLAR),
                        Gaps.Kind.SILENCE,
                        Instant.parse("2026-11-02T12:01:50Z"),
                        Instant.parse("2026-11-02T12:12:00Z"),
                        610));
    }

    private void revokeCellar() {
        site.command(new Command.Revoke(site.site(), "ada", now, new SensorId(CELLAR)));
    }

    private void enrolCellar() {
        site.command(new Command.Enrol(site.site(), "olga", now, new SensorId(CELLAR)));
    }

    @Test
    void aSensorThatWasRevokedIsNotCalledSilent() {
        report(Duration.ofMinutes(2), true, true);
        revokeCellar();
        site.see(CELLAR, cellar.draw(now));
        report(Duration.ofHours(6), true, false);

        assertThat(site.alerts("sensor-silent")).isEmpty();
    }

    @Test
    void whatWasWrongWithASensorIsOverWhenItIsRevoked() {
        report(Duration.ofMinutes(1), true, true);
        cellar.isUp = false;
        cellar.dropped = 20_000;
        report(Duration.ofMinutes(6), true, true);
        report(Duration.ofMinutes(10), true, false);
        assertThat(site.alerts())
                .extracting(Alert::origin)
                .containsExactlyInAnyOrder("blind-spot", "sensor-lossy", "sensor-silent");

        revokeCellar();

        assertThat(site.alerts()).extracting(Alert::state).containsOnly(Alert.State.RESOLVED);
        assertThat(gaps().sums()).anySatisfy(gap -> {
            assertThat(gap.kind()).isEqualTo(Gaps.Kind.SILENCE);
            assertThat(gap.amount()).isEqualTo(600);
        });
    }

    @Test
    void aSensorThatIsEnrolledAnewCountsAgain() {
        report(Duration.ofMinutes(2), true, true);
        revokeCellar();
        report(Duration.ofHours(6), true, false);
        enrolCellar();
        report(Duration.ofMinutes(10), true, false);
        assertThat(site.alerts("sensor-silent")).isEmpty();

        report(Duration.ofMinutes(2), true, true);
        report(Duration.ofMinutes(7), true, false);

        assertThat(site.alert("sensor-silent").deviceName()).isEqualTo("Sensor cellar");
        assertThat(gaps().sums())
                .singleElement()
                .satisfies(gap -> assertThat(gap.amount()).isEqualTo(6 * 3_600));
    }

    @Test
    void whileOneSensorSendsWhatItKeptNobodyIsCalledSilent() {
        report(Duration.ofMinutes(2), true, true);
        attic.spoolAge = Duration.ofMinutes(30);
        report(Duration.ofMinutes(30), true, false);

        assertThat(site.alerts("sensor-silent")).isEmpty();
    }

    @Test
    void theOnlySensorIsSilentWhenTheCollectorLetsTimePass() {
        report(Duration.ofMinutes(2), true, false);
        for (int minute = 0; minute < 5; minute++) {
            site.pass(Duration.ofMinutes(1));
        }
        assertThat(site.alerts("sensor-silent")).isEmpty();

        site.pass(Duration.ofMinutes(1));

        assertThat(site.alert("sensor-silent").device().value()).isEqualTo("sensor-attic");
    }

    @Test
    void timeThatPassesUnwatchedIsNoSilenceOfDevices() {
        Instant start = now;
        while (now.isBefore(start.plus(Duration.ofHours(26)))) {
            site.see(ATTIC, flow(VACUUM, CLOUD, 443).at(now).draw());
            report(Duration.ofMinutes(5), true, false);
        }
        for (int minute = 0; minute < 60 * 12; minute++) {
            site.pass(Duration.ofMinutes(1));
        }

        assertThat(site.alerts("gone-quiet")).isEmpty();
        assertThat(site.alerts("sensor-silent")).hasSize(1);
    }

    @Test
    void aSiteWithoutAnyObservationHasNoTimeThatCouldPass() {
        site.pass(Duration.ofHours(1));

        assertThat(site.alerts()).isEmpty();
    }

    @Test
    void aSensorThatMissesPacketsIsLossy() {
        report(Duration.ofMinutes(4), true, false);
        attic.dropped = 200;
        report(Duration.ofMinutes(2), true, false);
        assertThat(site.alerts("sensor-lossy")).isEmpty();

        attic.dropped = 800;
        report(Duration.ofMinutes(5), true, false);

        Alert alert = site.alert("sensor-lossy");
        assertThat(alert.severity()).isEqualTo(Severity.LOW);
        assertThat(alert.what()).contains("Sensor attic missed 600 packets (2% of all) in 5 minutes.");
        assertThat(gaps().sums().getFirst().kind()).isEqualTo(Gaps.Kind.PACKETS);
        assertThat(gaps().sums().getFirst().amount()).isEqualTo(800);
    }

    @Test
    void aSensorThatGivesObservationsUpIsLossy() {
        report(TICK, true, false);
        attic.givenUp = 12;
        report(Duration.ofMinutes(6), true, false);

        assertThat(site.alert("sensor-lossy").what()).contains("Sensor attic gave up 12 observations");
        assertThat(site.alert("sensor-lossy").advice()).contains("spool");
    }

    @Test
    void whatASensorLostBeforeItsFirstReportCounts() {
        attic.dropped = 2_000;
        report(Duration.ofMinutes(5), true, false);

        assertThat(site.alert("sensor-lossy").what()).contains("Sensor attic missed 2000 packets");
    }

    @Test
    void whatASensorLostLongBeforeAnybodyListenedIsNotTold() {
        now = NOON.plus(Duration.ofHours(1));
        attic.dropped = 2_000;
        report(Duration.ofMinutes(12), true, false);

        assertThat(site.alerts("sensor-lossy")).isEmpty();
    }

    @Test
    void batchesThatDidNotArriveAreTold() {
        report(TICK, true, false);
        site.missing(ATTIC, 3);

        assertThat(site.alert("sensor-lossy").what())
                .isEqualTo("3 batches of sensor attic did not arrive, though later ones did.");
        assertThat(gaps().sums().getFirst().amount()).isEqualTo(3);

        site.missing(ATTIC, -1);
        assertThat(gaps().sums().getFirst().amount()).isEqualTo(2);
    }

    @Test
    void aNeverTellsWhatIsMissing() {
        report(Duration.ofMinutes(2), true, true);
        report(Duration.ofMinutes(10), true, false);
        attic.dropped = 5;
        report(TICK, true, true);
        site.see(Sketch.answer(VACUUM, VACUUM, NOON, "first.example", "203.0.113.10"));

        site.see(flow(VACUUM, CLOUD, 443).at(now));

        assertThat(site.alert("hard-coded-address").what())
                .contains("Nobody at this site was answered this address in the 12 minutes for which DNS was watched")
                .contains("though sensor attic missed 5 packets and sensor cellar was silent for 10 minutes");
    }

    @Test
    void aNeverTellsOfASensorThatIsSilentNow() {
        report(Duration.ofMinutes(2), true, true);
        site.see(Sketch.answer(VACUUM, VACUUM, now, "first.example", "203.0.113.10"));
        report(Duration.ofHours(4), true, false);

        site.see(flow(VACUUM, CLOUD, 443).at(now));

        assertThat(site.alert("hard-coded-address").what())
                .contains("in the 4 hours for which DNS was watched, though sensor cellar was silent for")
                .contains("4 hours.");
        assertThat(gaps().sums()).isEmpty();
    }

    @Test
    void aNeverTellsAllTheSilenceOfASensorThatIsSilentAgain() {
        report(Duration.ofMinutes(2), true, true);
        site.see(Sketch.answer(VACUUM, VACUUM, NOON, "first.example", "203.0.113.10"));
        report(Duration.ofHours(1), true, false);
        report(Duration.ofMinutes(10), true, true);
        report(Duration.ofHours(2), true, false);

        site.see(flow(VACUUM, CLOUD, 443).at(now));

        assertThat(site.alert("hard-coded-address").what()).contains("though sensor cellar was silent for 3 hours.");
    }

    @Test
    void aNeverTellsOfAnImportThatSawNothing() {
        attic.sources = List.of(source(now, null));
        report(Duration.ofMinutes(2), true, false);
        site.see(Sketch.answer(VACUUM, VACUUM, now, "first.example", "203.0.113.10"));
        attic.sources = List.of(source(now, "permission denied"));
        report(Duration.ofHours(4), true, false);

        site.see(flow(VACUUM, CLOUD, 443).at(now));

        assertThat(site.alert("hard-coded-address").what())
                .contains("in the 4 hours for which DNS was watched, though an import of sensor attic saw nothing for"
                        + " 4 hours.");
    }

    @Test
    void whatAnImportDidNotSeeCountsFromItsLastItem() {
        Instant last = NOON.plus(Duration.ofMinutes(1));
        attic.sources = List.of(source(last, null));
        report(Duration.ofHours(3), true, false);
        assertThat(gaps().sums())
                .containsExactly(new Gaps.Gap(
                        new SensorId(ATTIC), Gaps.Kind.IMPORTS, last, now.minus(TICK), 3 * 3_600 - 60 - 10));

        attic.sources = List.of(source(now, null));
        report(Duration.ofMinutes(30), true, false);

        assertThat(gaps().sums())
                .singleElement()
                .satisfies(gap -> assertThat(gap.amount()).isEqualTo(3 * 3_600 - 60));
    }

    @Test
    void whatImportsKnowThatTheyMissedIsMissing() {
        attic.sources = List.of(source(7, 1));
        report(Duration.ofMinutes(1), true, false);
        assertThat(gaps().sums()).isEmpty();

        attic.sources = List.of(source(12, 1));
        report(Duration.ofMinutes(1), true, false);

        assertThat(gaps().sums()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gaps.Kind.ITEMS);
            assertThat(gap.amount()).isEqualTo(5);
        });
    }

    @Test
    void whatAnExporterDoesNotLookAtIsMissing() {
        attic.sources = List.of(source(0, 100));
        report(Duration.ofMinutes(1), true, false);

        assertThat(gaps().sums()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gaps.Kind.SAMPLES);
            assertThat(gap.amount()).isEqualTo(50);
        });
    }

    private static SourceStatus source(long lost, long sampling) {
        return new SourceStatus(
                "netflow", "192.0.2.1", false, true, false, false, 9, Map.of(), lost, 9, NOON, 0, sampling, null);
    }

    @Test
    void allImportsThatAreBrokenAreToldAndEachAfterAMinute() {
        SourceStatus broken = source(NOON, "permission denied");
        attic.sources = List.of(broken);
        report(Duration.ofMinutes(2), true, false);
        assertThat(site.alert("blind-spot").count()).isEqualTo(1);

        attic.sources = List.of(broken, source("netflow", "2055", NOON, "the port is taken"));
        report(Duration.ofMinutes(1), true, false);
        assertThat(site.alert("blind-spot").what()).doesNotContain("netflow");

        report(Duration.ofMinutes(1), true, false);

        assertThat(site.alert("blind-spot").count()).isEqualTo(2);
        assertThat(site.alert("blind-spot").what())
                .contains("its import dnsmasq (/var/log/dnsmasq.log) has a problem: permission denied")
                .contains("its import netflow (2055) has a problem: the port is taken");
    }

    @Test
    void ofManyBrokenImportsAFewAreNamed() {
        attic.sources = IntStream.range(0, 10)
                .mapToObj(port -> source("netflow", "port " + port, NOON, "the port is taken"))
                .toList();
        report(Duration.ofMinutes(2), true, false);

        assertThat(site.alert("blind-spot").what())
                .contains("(port 3) has a problem: the port is taken; 6 more of its imports do not see all")
                .doesNotContain("(port 4)");
    }

    @Test
    void aSensorWhoseInterfaceIsDownIsBlindUntilItIsUp() {
        report(Duration.ofMinutes(1), true, false);
        attic.isUp = false;
        report(Duration.ofMinutes(1), true, false);
        assertThat(site.alert("blind-spot").what()).contains("its interface is down");
        assertThat(site.alert("blind-spot").count()).isEqualTo(1);

        attic.isUp = true;
        attic.gone = Duration.ofMinutes(1);
        report(TICK, true, false);

        assertThat(site.alert("blind-spot").state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(gaps().sums()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gaps.Kind.SIGHT);
            assertThat(gap.amount()).isEqualTo(60);
        });
    }

    @Test
    void aSensorOfALinkWithoutMacAddressesIsNotCalledBlind() {
        attic.unicast = 0;
        attic.addresses = 0;
        report(Duration.ofMinutes(30), true, false);

        assertThat(site.alerts("blind-spot")).isEmpty();
        assertThat(gaps().sums()).isEmpty();
    }

    @Test
    void aSensorThatSeesBroadcastsOnlyIsBlindAfterAWhile() {
        attic.unicast = 0.01;
        report(Duration.ofMinutes(10), true, false);
        assertThat(site.alerts("blind-spot")).isEmpty();

        report(TICK, true, false);

        assertThat(site.alert("blind-spot").what()).contains("it sees broadcasts only since 2026-11-02T12:00:00Z");
        assertThat(gaps().sums().getFirst().kind()).isEqualTo(Gaps.Kind.BROADCASTS);
    }

    @Test
    void anImportThatSeesNothingIsABlindSpot() {
        attic.sources = List.of(source(NOON, null));
        report(Duration.ofMinutes(60), true, false);
        assertThat(site.alerts("blind-spot")).isEmpty();

        report(Duration.ofMinutes(3), true, false);

        assertThat(site.alert("blind-spot").what())
                .contains("its import dnsmasq (/var/log/dnsmasq.log) sees nothing since 2026-11-02T12:00:00Z");
    }

    @Test
    void anImportWithAProblemIsABlindSpot() {
        attic.sources = List.of(source(NOON, "permission denied"));
        report(Duration.ofMinutes(2), true, false);

        assertThat(site.alert("blind-spot").what()).contains("has a problem: permission denied");
    }

    @Test
    void whatASensorSaysOfItsImportsIsCut() {
        attic.sources = List.of(source("k".repeat(9_000), "n".repeat(9_000), NOON, "p".repeat(9_000)));
        report(Duration.ofMinutes(2), true, false);

        assertThat(site.alert("blind-spot").what()).contains("ppp").hasSizeLessThan(700);
    }

    private static SourceStatus source(Instant lastItemAt, @Nullable String problem) {
        return source("dnsmasq", "/var/log/dnsmasq.log", lastItemAt, problem);
    }

    private static SourceStatus source(String kind, String name, Instant lastItemAt, @Nullable String problem) {
        return new SourceStatus(kind, name, false, false, true, true, 1, Map.of(), 0, 1, lastItemAt, 0, 1, problem);
    }

    @Test
    void aClockThatIsSetIsToldOnce() {
        report(Duration.ofMinutes(1), true, false);
        attic.steps = 1;
        attic.step = Duration.ofMinutes(-5);
        report(Duration.ofMinutes(1), true, false);

        assertThat(site.alert("blind-spot").what()).contains("its clock was set back by 5 minutes");
        assertThat(site.alert("blind-spot").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void oneSensorAheadDoesNotMoveTheSitesTime() {
        report(Duration.ofMinutes(2), true, true);
        Duration ahead = Duration.ofDays(400);

        for (int tick = 0; tick < 60; tick++) {
            site.see(CELLAR, cellar.draw(now.plus(ahead)));
            site.see(ATTIC, attic.draw(now));
            now = now.plus(TICK);
        }

        assertThat(siteTime()).isBeforeOrEqualTo(now);
        assertThat(site.alerts("sensor-silent")).isEmpty();
        assertThat(site.alert("blind-spot").device().value()).isEqualTo("sensor-cellar");
        assertThat(site.alert("blind-spot").what()).contains("its clock is 400 days ahead of the site");
    }

    @Test
    void afterAnOutageTimeCountsAsSoonAsItGoesOn() {
        report(Duration.ofMinutes(2), true, false);
        now = now.plus(Duration.ofHours(3));
        report(Duration.ofMinutes(1), true, false);
        assertThat(siteTime()).isBefore(NOON.plus(Duration.ofHours(1)));

        report(TICK.multipliedBy(2), true, false);

        assertThat(siteTime()).isAfter(NOON.plus(Duration.ofHours(3)));
        assertThat(gaps().watchedSince()).isAfter(NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void aSiteThatAWrongClockMovedAheadComesBack() {
        now = NOON.plus(Duration.ofDays(400));
        report(Duration.ofMinutes(2), true, false);
        now = NOON;

        report(Duration.ofMinutes(11), true, false);

        assertThat(siteTime()).isBetween(NOON, now);
    }

    @Test
    void whatASensorSendsLateDoesNotMoveTheSiteBack() {
        report(Duration.ofHours(1), true, false);
        Instant reached = siteTime();
        now = NOON;
        cellar.spoolAge = Duration.ofMinutes(50);

        report(Duration.ofMinutes(30), false, true);

        assertThat(siteTime()).isEqualTo(reached);
    }

    @Test
    void thresholdsOfSensorsAreThoseOfEveryDevice() {
        Watched tuned =
                new Watched("lisbon", SITE, "detections: [ { id: sensor-silent, thresholds: { silence: 20m } } ]");
        for (int tick = 0; tick < 100; tick++) {
            if (tick < 10) {
                tuned.see(CELLAR, cellar.draw(now));
            }
            tuned.see(ATTIC, attic.draw(now));
            now = now.plus(TICK);
        }

        assertThat(tuned.alerts("sensor-silent")).isEmpty();
    }
}
