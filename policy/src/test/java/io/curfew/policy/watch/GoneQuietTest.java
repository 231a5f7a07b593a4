package io.curfew.policy.watch;

import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SourceStatus;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Severity;
import io.curfew.policy.watch.Sketch.Host;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices that no longer do what they always did. */
final class GoneQuietTest {
    private static final Host HASS = Host.of("00:16:3e:00:00:10", "192.0.2.10");
    private static final Host VACUUM = Host.of("00:16:3e:00:00:21", "192.0.2.21");
    private static final Host LAMP = Host.of("00:16:3e:00:00:24", "192.0.2.24");
    private static final Host PHONE = Host.of("02:00:00:00:00:77", "192.0.2.77");

    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                controllers: [hass]
                zones:
                  - { id: things, subnets: [192.0.2.0/26, 192.0.2.64/26] }
                  - { id: guest,  subnets: [192.0.2.128/26] }
            devices:
              - { id: hass, mac: "00:16:3e:00:00:10", name: Home Assistant }
              - { id: vacuum, mac: "00:16:3e:00:00:21", name: Robot vacuum }
              - { id: lamp, mac: "00:16:3e:00:00:24" }
            rules:
              - { id: r, subject: { zones: [things] }, allow: [ { to: internet }, { to: {zone: things} }, { from: controllers } ] }
            """;

    private static final String NO_CAMERAS =
            "  - { id: cameras, subject: { zones: [guest] }, deny: [ { to: 198.51.100.7 } ] }";

    private final Watched site = new Watched("lisbon", SITE);
    private final Report attic = new Report();
    private final Report cellar = new Report();
    private long number;
    private Instant now = NOON;

    private void ask(Watched watched, Host device, Outcome outcome) {
        watched.see(flow(HASS, device, 80).number(++number).at(now).outcome(outcome));
    }

    private void call(Host device, Outcome outcome) {
        site.see(flow(device, CLOUD, 443).number(++number).at(now).outcome(outcome));
    }

    /** The controller asks each minute and is answered; everybody has a cloud; the lamp goes on for the site's time. */
    private void live(Duration length) {
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            ask(site, VACUUM, Outcome.CLOSED);
            ask(site, LAMP, Outcome.CLOSED);
            call(VACUUM, Outcome.CLOSED);
            now = now.plusSeconds(60);
        }
    }

    @Test
    void aDeviceThatItsControllerAsksInVainIsQuiet() {
        live(Duration.ofMinutes(30));
        for (int minute = 0; minute < 12; minute++) {
            ask(site, VACUUM, Outcome.UNANSWERED);
            call(VACUUM, Outcome.CLOSED);
            now = now.plusSeconds(60);
        }

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.what())
                .contains("Robot vacuum no longer talks to its controller: the last answer was 10 minutes ago")
                .contains("asked 10 times in vain")
                .contains("The device is there")
                .contains("Nothing is known to have been missed since.")
                .contains("Nothing of it is known to have been blocked or changed before.");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.count()).isEqualTo(1);
    }

    @Test
    void whatWasBlockedAndChangedBeforeIsNamed() {
        live(Duration.ofMinutes(30));
        site.adopt(Watched.policy(7, SITE + NO_CAMERAS));
        for (int minute = 0; minute < 5; minute++) {
            ask(site, VACUUM, Outcome.CLOSED);
            call(VACUUM, Outcome.UNANSWERED);
            now = now.plusSeconds(60);
        }
        for (int minute = 0; minute < 12; minute++) {
            ask(site, VACUUM, Outcome.REFUSED);
            call(VACUUM, Outcome.UNANSWERED);
            now = now.plusSeconds(60);
        }

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.what())
                .contains("the policy became version 7 4 minutes before the last answer")
                .contains("203.0.113.9 by https is unanswered since 4 minutes before the last answer");
        assertThat(alert.advice()).contains("Take the latest of these changes back");
    }

    @Test
    void aControllerThatLooksForTheAddressInVainAsksInVain() {
        live(Duration.ofMinutes(30));
        for (int minute = 0; minute < 12; minute++) {
            site.see(request(VACUUM));
            now = now.plusSeconds(60);
        }

        assertThat(site.alert("gone-quiet").what()).contains("Robot vacuum", "Nothing else was seen of it for");
    }

    private NeighborObservation request(Host wanted) {
        return new NeighborObservation(
                now,
                NeighborObservation.Operation.REQUEST,
                HASS.mac(),
                HASS.ip(),
                new MacAddress(0),
                wanted.ip(),
                List.of(),
                false,
                false);
    }

    @Test
    void aDeviceThatAnswersAgainIsBackAndItsAlertEnds() {
        live(Duration.ofMinutes(30));
        for (int minute = 0; minute < 12; minute++) {
            ask(site, VACUUM, Outcome.UNANSWERED);
            now = now.plusSeconds(60);
        }
        assertThat(site.alert("gone-quiet").state()).isEqualTo(Alert.State.OPEN);

        ask(site, VACUUM, Outcome.CLOSED);

        assertThat(site.alert("gone-quiet").state()).isEqualTo(Alert.State.RESOLVED);
    }

    @Test
    void aFewQuestionsInVainOrAShortSilenceAreNothing() {
        live(Duration.ofMinutes(30));
        for (int index = 0; index < 9; index++) {
            ask(site, VACUUM, Outcome.UNANSWERED);
            now = now.plusSeconds(60);
        }
        ask(site, VACUUM, Outcome.CLOSED);
        live(Duration.ofMinutes(30));
        ask(site, VACUUM, Outcome.UNANSWERED);
        now = now.plus(Duration.ofMinutes(15));
        ask(site, VACUUM, Outcome.UNANSWERED);

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void whatWasAskedInVainBeforeADeviceReportedByItselfIsAnswered() {
        for (int day = 0; day < 4; day++) {
            reportEachQuarterOfAnHour(Duration.ofHours(23));
            now = now.plus(Duration.ofMinutes(12));
            ask(site, VACUUM, Outcome.UNANSWERED);
            now = now.plus(Duration.ofMinutes(3));
        }

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void aDeviceThatReportedByItselfIsAskedInVainSinceItsLastReport() {
        reportEachQuarterOfAnHour(Duration.ofHours(2));
        now = now.plus(Duration.ofMinutes(5));
        ask(site, VACUUM, Outcome.UNANSWERED);
        now = now.plus(Duration.ofMinutes(5));
        reportEachQuarterOfAnHour(Duration.ofHours(2));
        for (int time = 0; time < 3; time++) {
            now = now.plus(Duration.ofMinutes(5));
            ask(site, VACUUM, Outcome.UNANSWERED);
        }

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.what()).contains("Its controller asked 3 times in vain since then.");
        assertThat(alert.first()).isEqualTo(now);
    }

    /** The device sleeps, and wakes up to tell its controller how it is. */
    private void reportEachQuarterOfAnHour(Duration length) {
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            site.see(flow(VACUUM, HASS, 1_883).number(++number).at(now));
            now = now.plus(Duration.ofMinutes(15));
        }
    }

    @Test
    void aDeviceThatIsSeenNoMoreIsQuiet() {
        live(Duration.ofHours(25));
        outlive(Duration.ofHours(7));

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.what()).contains("Robot vacuum says nothing any more: it was seen last 6 hours ago");
        assertThat(alert.count()).isEqualTo(1);

        outlive(Duration.ofHours(12));
        assertThat(site.alert("gone-quiet").count()).isEqualTo(2);
        assertThat(site.alert("gone-quiet").state()).isEqualTo(Alert.State.OPEN);
    }

    /** Only the lamp goes on. */
    private void outlive(Duration length) {
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            ask(site, LAMP, Outcome.CLOSED);
            now = now.plusSeconds(60);
        }
    }

    /** The sensor of the attic sees the vacuum's calls, that of the cellar the lamp's. */
    private void watch(Duration length, boolean vacuumCalls, boolean cellarSpeaks, boolean lampCalls) {
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            site.see(attic.draw(now));
            if (vacuumCalls) {
                call(VACUUM, Outcome.CLOSED);
            }
            if (cellarSpeaks) {
                site.see("cellar", cellar.draw(now));
            }
            if (lampCalls) {
                site.see(
                        "cellar",
                        flow(LAMP, CLOUD, 443).number(++number).at(now).draw());
            }
            now = now.plusSeconds(60);
        }
    }

    @Test
    void aDeviceWhoseSensorIsSilentIsNotCalledSilent() {
        watch(Duration.ofHours(25), true, true, true);
        watch(Duration.ofHours(8), true, false, false);

        assertThat(site.alert("sensor-silent").deviceName()).isEqualTo("Sensor cellar");
        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void aDeviceWhoseSensorWasRevokedIsNotCalledSilent() {
        watch(Duration.ofHours(25), true, true, true);
        site.command(new Command.Revoke(site.site(), "ada", now, new SensorId("cellar")));
        watch(Duration.ofHours(8), true, false, false);

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void whenASensorIsBackTheSilenceOfItsDevicesCountsFromThen() {
        watch(Duration.ofHours(25), true, true, true);
        watch(Duration.ofHours(8), true, false, false);
        watch(Duration.ofHours(5), true, true, false);
        assertThat(site.alerts("gone-quiet")).isEmpty();

        watch(Duration.ofHours(2), true, true, false);

        assertThat(site.alert("gone-quiet").what())
                .contains("lamp says nothing any more: it was seen last 14 hours ago")
                .contains("though sensor cellar was silent for 8 hours");
    }

    @Test
    void whileASensorSendsWhatItKeptItsDevicesAreNotCalledSilent() {
        watch(Duration.ofHours(25), true, true, true);
        watch(Duration.ofHours(8), true, false, false);
        Instant reached = now;
        now = now.minus(Duration.ofHours(8));
        cellar.spoolAge = Duration.ofHours(8);
        site.see("cellar", cellar.draw(now));
        now = reached;
        watch(Duration.ofMinutes(3), true, false, false);

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void anOutageOfItsSensorIsNoHabitOfADevice() {
        watch(Duration.ofHours(25), true, true, true);
        watch(Duration.ofHours(8), true, false, false);
        watch(Duration.ofMinutes(10), true, true, true);
        watch(Duration.ofHours(7), true, true, false);

        assertThat(site.alert("gone-quiet").deviceName()).isEqualTo("lamp");
        assertThat(site.alert("gone-quiet").state()).isEqualTo(Alert.State.OPEN);
    }

    private static SourceStatus source(boolean seesFlows, Instant lastItemAt, @Nullable String problem) {
        return new SourceStatus(
                seesFlows ? "netflow" : "dnsmasq",
                "192.0.2.1",
                false,
                seesFlows,
                !seesFlows,
                false,
                1,
                Map.of(),
                0,
                1,
                lastItemAt,
                0,
                1,
                problem);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,false"})
    void aDeviceWhoseImportHasAProblemIsNotCalledSilent(boolean seesFlows, boolean hasInterface) {
        cellar.hasInterface = hasInterface;
        watch(Duration.ofHours(25), true, true, true);
        cellar.sources = List.of(source(seesFlows, now, "the port is taken"));
        watch(Duration.ofHours(8), true, true, false);
        assertThat(site.alert("blind-spot").deviceName()).isEqualTo("Sensor cellar");
        assertThat(site.alerts("gone-quiet")).isEmpty();

        cellar.sources = List.of();
        watch(Duration.ofHours(5), true, true, false);
        assertThat(site.alerts("gone-quiet")).isEmpty();
        watch(Duration.ofHours(2), true, true, false);

        assertThat(site.alert("gone-quiet").what())
                .contains("lamp says nothing any more: it was seen last 14 hours ago")
                .contains("though an import of sensor cellar saw nothing for 8 hours");
    }

    @Test
    void aDeviceWhoseImportSeesNothingIsNotCalledSilent() {
        watch(Duration.ofHours(25), true, true, true);
        cellar.sources = List.of(source(true, now, null));
        watch(Duration.ofHours(8), true, true, false);

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void anImportThatSeesNamesOnlyHidesNoDeviceFromAnInterface() {
        watch(Duration.ofHours(25), true, true, true);
        cellar.sources = List.of(source(false, now, "permission denied"));
        watch(Duration.ofHours(7), true, true, false);

        assertThat(site.alert("gone-quiet").what())
                .contains("lamp says nothing any more")
                .contains("though an import of sensor cellar saw nothing for");
    }

    @Test
    void aDeviceWhoseSensorsInterfaceIsDownIsNotCalledSilent() {
        watch(Duration.ofHours(25), true, true, true);
        cellar.isUp = false;
        watch(Duration.ofHours(8), true, true, false);
        assertThat(site.alerts("gone-quiet")).isEmpty();

        cellar.isUp = true;
        watch(Duration.ofHours(5), true, true, false);
        assertThat(site.alerts("gone-quiet")).isEmpty();
        watch(Duration.ofHours(2), true, true, false);

        assertThat(site.alert("gone-quiet").deviceName()).isEqualTo("lamp");
    }

    @Test
    void aDeviceWhoseSensorSeesBroadcastsOnlyIsNotCalledSilent() {
        watch(Duration.ofHours(25), true, true, true);
        cellar.unicast = 0.01;
        watch(Duration.ofHours(8), true, true, false);

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void aMomentOfBroadcastsOnlyIsNoWatchThatBegins() {
        watch(Duration.ofHours(25), true, true, true);
        watch(Duration.ofHours(5), true, true, false);
        cellar.unicast = 0.01;
        watch(Duration.ofMinutes(5), true, true, false);
        cellar.unicast = 0.9;
        watch(Duration.ofMinutes(85), true, true, false);

        assertThat(site.alert("gone-quiet").deviceName()).isEqualTo("lamp");
    }

    @Test
    void anInterfaceThatWasDownIsNoHabitOfADevice() {
        watch(Duration.ofHours(25), true, true, true);
        cellar.isUp = false;
        watch(Duration.ofHours(8), true, true, false);
        cellar.isUp = true;
        watch(Duration.ofMinutes(10), true, true, true);
        watch(Duration.ofHours(7), true, true, false);

        assertThat(site.alert("gone-quiet").deviceName()).isEqualTo("lamp");
    }

    @Test
    void whatIsUsualIsLearnedThoughASensorSeesBroadcastsOnly() {
        cellar.unicast = 0.01;
        for (int time = 0; time < 10; time++) {
            watch(Duration.ofMinutes(1), true, true, true);
            watch(Duration.ofHours(3), true, true, false);
        }
        cellar.unicast = 0.9;
        watch(Duration.ofHours(8), true, true, false);

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void theEvidenceOfASilenceNamesTheSensorThatSawTheDeviceLast() {
        watch(Duration.ofHours(25), true, true, true);
        Instant last = now.minusSeconds(60);
        watch(Duration.ofHours(7), true, true, false);

        assertThat(site.alert("gone-quiet").evidence())
                .containsExactly(new Alert.Evidence(
                        last, "cellar", "habit", "the last that was seen of it, 2026-11-03T12:59:00Z"));
    }

    @Test
    void aDeviceThatAnotherSensorSawIsCalledSilentWithWhatIsMissing() {
        watch(Duration.ofHours(25), true, true, true);
        watch(Duration.ofHours(7), false, false, false);

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.deviceName()).isEqualTo("Robot vacuum");
        assertThat(alert.what()).contains("though sensor cellar was silent for 6 hours");
    }

    @Test
    void aTimeInWhichNobodyWatchedIsNoSilence() {
        live(Duration.ofHours(25));
        now = now.plus(Duration.ofHours(9));
        outlive(Duration.ofHours(1));

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void aDeviceWithoutALongHabitMayLeave() {
        outlive(Duration.ofHours(30));
        live(Duration.ofHours(1));
        outlive(Duration.ofHours(12));

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void aDeviceWithARandomAddressMayLeave() {
        for (int minute = 0; minute < 60 * 25; minute++) {
            call(PHONE, Outcome.CLOSED);
            outlive(Duration.ofMinutes(1));
        }
        outlive(Duration.ofHours(12));

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @Test
    void aDeviceThatIsThereWithoutItsCloudIsSaidToBe() {
        live(Duration.ofHours(25));
        Instant end = now.plus(Duration.ofHours(7));
        while (now.isBefore(end)) {
            ask(site, VACUUM, Outcome.CLOSED);
            ask(site, LAMP, Outcome.CLOSED);
            call(VACUUM, Outcome.REJECTED);
            now = now.plusSeconds(60);
        }

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.severity()).isEqualTo(Severity.LOW);
        assertThat(alert.evidence())
                .extracting(Alert.Evidence::summary)
                .containsExactly("the last answer from the internet, 2026-11-03T12:59:00Z");
        assertThat(alert.what())
                .contains("Robot vacuum is there, but nobody on the internet answers it any more")
                .contains("203.0.113.9 by https is rejected since 60 seconds after the last answer");
    }

    @Test
    void aDeviceWithoutItsCloudIsToldWithWhatIsMissing() {
        live(Duration.ofHours(25));
        site.missing("attic", 500);
        Instant end = now.plus(Duration.ofHours(7));
        while (now.isBefore(end)) {
            ask(site, VACUUM, Outcome.CLOSED);
            ask(site, LAMP, Outcome.CLOSED);
            call(VACUUM, Outcome.REJECTED);
            now = now.plusSeconds(60);
        }

        assertThat(site.alert("gone-quiet").what())
                .contains("nobody on the internet answers it any more")
                .contains(" Not all was seen since: it was so in the 6 hours for which the site was watched, though 500"
                        + " batches of sensor attic did not arrive.");
    }

    /** The vacuum sends less on each day than on the one before. */
    private void decline(int fromDay, int untilDay) {
        for (int day = fromDay; day < untilDay; day++) {
            now = NOON.plus(Duration.ofDays(day));
            for (int hour = 0; hour < 11; hour++) {
                site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now).sending(100_000 - 11_000L * day, 100));
                ask(site, LAMP, Outcome.CLOSED);
                now = now.plus(Duration.ofHours(1));
            }
        }
    }

    @Test
    void aDeclineNamesWhatWasBlockedAndChangedInItsDays() {
        decline(0, 5);
        site.adopt(Watched.policy(7, SITE + NO_CAMERAS));
        for (int minute = 0; minute < 10; minute++) {
            site.see(flow(VACUUM, Host.of("203.0.113.50"), 443)
                    .number(++number)
                    .at(now.plusSeconds(60L * minute))
                    .sending(40, 1)
                    .outcome(Outcome.REJECTED));
        }
        decline(5, 9);

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.what())
                .contains("Robot vacuum says less every day")
                .contains("What was blocked or changed before: the policy became version 7 3 days ago; 203.0.113.50 by"
                        + " https is rejected since 3 days ago.");
        assertThat(alert.advice()).contains("Take the latest of these changes back");
    }

    @Test
    void whatADeviceIsKnownToNeedIsSaidOfWhatIsBlocked() {
        decline(0, 5);
        site.see(answer(VACUUM, ROUTER, now, "ot.io.mi.com", "203.0.113.50"));
        for (int minute = 0; minute < 10; minute++) {
            site.see(flow(VACUUM, Host.of("203.0.113.50"), 443)
                    .number(++number)
                    .at(now.plusSeconds(60L * minute))
                    .sending(40, 1)
                    .outcome(Outcome.REJECTED));
        }
        decline(5, 9);

        assertThat(site.alert("gone-quiet").what())
                .contains(
                        "ot.io.mi.com (203.0.113.50) by https is rejected since 3 days ago (Without ot.io.mi.com, Xiaomi"
                                + " and Roborock vacuums are still detected, but no longer start or stop");
    }

    @Test
    void aDeclineIsToldWithWhatIsMissing() {
        decline(0, 5);
        site.missing("attic", 500);
        decline(5, 9);

        assertThat(site.alert("gone-quiet").what())
                .contains(" Not all was seen since: it was so in the 7 days for which the site was watched, though 500"
                        + " batches of sensor attic did not arrive.");
    }

    @Test
    void aDeviceThatSendsLessEveryDayDecays() {
        decline(0, 9);

        Alert alert = site.alert("gone-quiet");
        assertThat(alert.severity()).isEqualTo(Severity.LOW);
        assertThat(alert.what())
                .contains("Robot vacuum says less every day: 1.1 MB on the first of the last 7 days")
                .contains("Nothing is known to have been missed since.")
                .contains("Nothing of it is known to have been blocked or changed before.");
    }

    @Test
    void aDeviceThatSendsNowMoreNowLessDoesNotDecay() {
        for (int day = 0; day < 20; day++) {
            now = NOON.plus(Duration.ofDays(day));
            site.see(flow(VACUUM, CLOUD, 443).number(++number).at(now).sending(day % 3 == 0 ? 90_000 : 30_000, 100));
        }

        assertThat(site.alerts("gone-quiet")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"things,1", "guest,0"})
    void howLongASilenceMustBeIsTunedByZone(String zone, int alerts) {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                "detections: [ { id: gone-quiet, subject: { zones: " + zone + " },",
                "  thresholds: { silence: 2m, tries: 2 } } ]");
        for (int minute = 0; minute < 8; minute++) {
            ask(tuned, VACUUM, Outcome.CLOSED);
            now = now.plusSeconds(60);
        }
        for (int minute = 0; minute < 3; minute++) {
            ask(tuned, VACUUM, Outcome.UNANSWERED);
            now = now.plusSeconds(60);
        }

        assertThat(tuned.alerts("gone-quiet")).hasSize(alerts);
    }
}
