package io.curfew.policy.watch;

import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices that do on the internet what they never did: beacons, uploads and downloads. */
final class HabitTest {
    private static final Host CAMERA = Host.of("02:00:00:00:00:22", "192.0.2.22");
    private static final Host PLUG = Host.of("02:00:00:00:00:25", "192.0.2.25");
    private static final Host CLOUD = Host.of("198.51.100.9").behind(ROUTER);
    private static final Host STRANGER = Host.of("203.0.113.66").behind(ROUTER);
    private static final Host BACKUP = Host.of("203.0.113.77").behind(ROUTER);
    private static final Instant NEXT_DAYS = NOON.plus(Duration.ofHours(50));
    private static final long MEGABYTE = 1_000_000;

    private static final String SITE = """
            curfew: 1
            sites:
              - id: lisbon
                resolvers: [192.0.2.1]
                zones:
                  - { id: things, subnets: [192.0.2.0/26] }
                  - { id: guest,  subnets: [192.0.2.128/26] }
            devices:
              - { id: camera, mac: "02:00:00:00:00:22", name: Garden camera }
            """;

    private static final String OPEN =
            "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: internet }, { to: resolvers } ] } ]";

    private static final String BACKED_UP =
            "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: 203.0.113.77 }, { to: internet } ] } ]";

    private final Watched site = new Watched("lisbon", SITE, OPEN);
    private long number;

    private Sketch.Flow toCloud(Instant at) {
        return flow(CAMERA, CLOUD, 443).number(++number).at(at).serverName("api.camera.example");
    }

    private Sketch.Flow toStranger(Instant at) {
        return flow(CAMERA, STRANGER, 443).number(++number).at(at).serverName("c2.example.net");
    }

    /** Two days with its cloud, and with at most 200 kB an hour. */
    @BeforeEach
    void becomesAHabit() {
        live(site);
    }

    private void live(Watched watched) {
        for (int hour = 0; hour < 49; hour++) {
            watched.see(toCloud(NOON.plus(Duration.ofHours(hour))).sending(200_000, 300));
        }
    }

    private void call(Watched watched, Host peer, String name, int times, Duration step) {
        for (int index = 0; index < times; index++) {
            Sketch.Flow call = flow(CAMERA, peer, 443).number(++number).at(NEXT_DAYS.plus(step.multipliedBy(index)));
            watched.see(name.isEmpty() ? call : call.serverName(name));
        }
    }

    @Test
    void aRegularCallToANewPeerIsABeacon() {
        call(site, STRANGER, "c2.example.net", 24, Duration.ofMinutes(6));

        Alert alert = site.alert("beacon");
        assertThat(alert.what())
                .contains("Garden camera turns to c2.example.net (203.0.113.66) by https each 6 minutes")
                .contains("24 times in 2 hours", "100% of the times")
                .contains("It was not seen there before, in the 2 days for which its traffic was watched");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void aRegularCallToAnAddressThatNobodyLookedUpIsABeaconFromTheStart() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);
        fresh.see(answer(CAMERA, ROUTER, NEXT_DAYS, "api.camera.example", "198.51.100.9"));

        call(fresh, STRANGER, "", 24, Duration.ofMinutes(6));

        assertThat(fresh.alert("beacon").what())
                .contains("It does so since it is watched, to an address that nobody at this site was answered in the 2"
                        + " hours for which DNS was watched.");
        assertThat(fresh.alert("beacon").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void whereNoNamesAreSeenABeaconToABareAddressIsADoubt() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);

        call(fresh, STRANGER, "", 24, Duration.ofMinutes(6));

        assertThat(fresh.alert("beacon").what())
                .contains("It does so since it is watched. No DNS question was seen at this site yet, so the name may"
                        + " have been asked for out of sight.");
        assertThat(fresh.alert("beacon").severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void whereOthersAskForNamesABeaconToABareAddressIsADoubtForADay() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);
        fresh.see(answer(PLUG, ROUTER, NEXT_DAYS, "api.plug.example", "198.51.100.10"));

        call(fresh, STRANGER, "", 24, Duration.ofMinutes(6));
        assertThat(fresh.alert("beacon").what())
                .contains(
                        "an address that nobody at this site was answered in the 2 hours for which DNS was watched. The"
                                + " device itself was not seen asking for any name.");
        assertThat(fresh.alert("beacon").severity()).isEqualTo(Severity.LOW);

        call(fresh, STRANGER, "", 24 * 12, Duration.ofMinutes(6));
        assertThat(fresh.alert("beacon").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void whatABeaconSaysOfBeforeRestsOnWhatIsKnownToBeMissing() {
        site.missing("attic", 500);
        call(site, STRANGER, "c2.example.net", 24, Duration.ofMinutes(6));

        assertThat(site.alert("beacon").what())
                .contains("for which its traffic was watched, though 500 batches of sensor attic did not arrive.");
    }

    @Test
    void whatNobodyWasAnsweredRestsOnWhatIsKnownToBeMissing() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);
        fresh.see(answer(CAMERA, ROUTER, NEXT_DAYS, "api.camera.example", "198.51.100.9"));
        fresh.missing("attic", 500);

        call(fresh, STRANGER, "", 24, Duration.ofMinutes(6));
        fresh.see(flow(CAMERA, BACKUP, 80)
                .number(++number)
                .at(NEXT_DAYS.plus(Duration.ofHours(4)))
                .protocol("http")
                .receiving(100_000));

        String missing = "hours for which DNS was watched, though 500 batches of sensor attic did not arrive.";
        assertThat(fresh.alert("beacon").what()).contains(missing);
        assertThat(fresh.alert("payload-download").what()).contains(missing);
    }

    @Test
    void aBeaconTellsOfTheCallsBeforeItBecameRegular() {
        for (long hour : List.of(0, 3, 4, 8, 9, 18)) {
            site.see(toStranger(NEXT_DAYS.minus(Duration.ofHours(20 - hour))));
        }
        call(site, STRANGER, "c2.example.net", 60, Duration.ofMinutes(6));

        assertThat(site.alert("beacon").what())
                .contains("It turned there less regularly for 2")
                .contains("hours until then, and was not seen there earlier, in the 30 hours for which its traffic was"
                        + " watched.");
    }

    @Test
    void theCloudThatADeviceCallsFromTheStartIsNoBeacon() {
        call(site, CLOUD, "api.camera.example", 100, Duration.ofMinutes(6));
        call(site, STRANGER, "other.camera.example", 100, Duration.ofMinutes(6));

        assertThat(site.alerts("beacon")).isEmpty();
    }

    @Test
    void irregularCallsAreNoBeacon() {
        Instant at = NEXT_DAYS;
        for (int index = 0; index < 96; index++) {
            at = at.plus(Duration.ofMinutes(1L + index * 7 % 13));
            site.see(toStranger(at));
        }

        assertThat(site.alerts("beacon")).isEmpty();
    }

    @Test
    void fewCallsOrAShortTimeAreNoBeacon() {
        call(site, STRANGER, "c2.example.net", 23, Duration.ofMinutes(6));
        call(site, STRANGER, "c3.example.org", 100, Duration.ofMinutes(1));

        assertThat(site.alerts("beacon")).isEmpty();
    }

    @Test
    void aPeerThatARuleAllowsIsNoBeacon() {
        Watched strict = new Watched(
                "lisbon",
                SITE,
                "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: c2.example.net } ] } ]");
        live(strict);

        call(strict, STRANGER, "c2.example.net", 24, Duration.ofMinutes(6));

        assertThat(strict.alerts("beacon")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"things,10,1", "guest,10,0"})
    void aBeaconIsTunedByZone(String zone, int contacts, int alerts) {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                OPEN,
                "detections: [ { id: beacon, subject: { zones: " + zone + " },",
                "  thresholds: { contacts: " + contacts + ", span: 10m } } ]");
        live(tuned);

        call(tuned, STRANGER, "c2.example.net", 12, Duration.ofMinutes(1));

        assertThat(tuned.alerts("beacon")).hasSize(alerts);
    }

    @Test
    void anUploadFarAboveTheHabitIsUnexpected() {
        site.see(toCloud(NEXT_DAYS).sending(19 * MEGABYTE, 20_000));
        assertThat(site.alerts("unexpected-upload")).isEmpty();

        site.see(toStranger(NEXT_DAYS.plusSeconds(60)).sending(2 * MEGABYTE, 2_000));

        Alert alert = site.alert("unexpected-upload");
        assertThat(alert.what())
                .contains("Garden camera sent 21 MB to the internet within this hour")
                .contains("c2.example.net (203.0.113.66) by https")
                .contains("It sent at most 200 kB in any other hour, in the 2 days for which its habits are known.");
        assertThat(alert.count()).isEqualTo(1);
    }

    @Test
    void whatIsUsualRestsOnWhatIsKnownToBeMissing() {
        site.missing("attic", 500);

        site.see(toCloud(NEXT_DAYS).sending(21 * MEGABYTE, 20_000));

        assertThat(site.alert("unexpected-upload").what())
                .contains("for which its habits are known, though 500 batches of sensor attic did not arrive.");
    }

    /** The camera is seen by another sensor for a day, each hour, while the one of the attic is out. */
    private void liveForADayWithoutTheAttic() {
        for (int hour = 0; hour <= 24; hour++) {
            site.see("cellar", toCloud(inHour(hour)).sending(100_000, 100).draw());
        }
    }

    private static Instant inHour(int hour) {
        return NEXT_DAYS.plus(Duration.ofHours(hour));
    }

    @Test
    void whatASensorTellsLateOfADayIsNoUploadOfOneHour() {
        liveForADayWithoutTheAttic();
        for (int hour = 0; hour < 24; hour++) {
            site.see("attic", toCloud(inHour(hour)).sending(MEGABYTE, 800).draw());
        }

        assertThat(site.alerts("unexpected-upload")).isEmpty();
    }

    @Test
    void anUploadThatIsToldLateIsUnexpected() {
        liveForADayWithoutTheAttic();
        for (int minute = 0; minute < 25; minute++) {
            Instant at = inHour(3).plusSeconds(60L * minute);
            site.see("attic", toStranger(at).sending(MEGABYTE, 800).draw());
        }

        assertThat(site.alert("unexpected-upload").what()).contains("sent 20 MB", "at most 200 kB in any other hour");
    }

    @Test
    void whatWasUsualInHoursThatAreToldLateIsExpected() {
        liveForADayWithoutTheAttic();
        site.see("attic", toCloud(inHour(3)).sending(3 * MEGABYTE, 2_000).draw());
        site.see("attic", toCloud(inHour(4)).sending(25 * MEGABYTE, 20_000).draw());

        assertThat(site.alerts("unexpected-upload")).isEmpty();
    }

    @Test
    void anUploadThatIsUsualIsExpected() {
        for (int day = 2; day < 5; day++) {
            site.see(toCloud(NOON.plus(Duration.ofDays(day))).sending(15 * MEGABYTE, 20_000));
        }

        site.see(toCloud(NOON.plus(Duration.ofDays(6))).sending(60 * MEGABYTE, 60_000));

        assertThat(site.alerts("unexpected-upload")).isEmpty();
    }

    @Test
    void aHabitThatIsGivenUpFades() {
        site.see(toCloud(NOON.plus(Duration.ofDays(2))).sending(15 * MEGABYTE, 20_000));
        Instant later = NOON.plus(Duration.ofDays(30));

        site.see(toCloud(later).sending(60 * MEGABYTE, 60_000));

        assertThat(site.alert("unexpected-upload").last()).isEqualTo(later);
    }

    @Test
    void aNewDeviceHasNoHabitYetAndANeighbourIsNoInternet() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);
        fresh.see(toCloud(NOON));
        fresh.see(toCloud(NOON.plusSeconds(60)).sending(100 * MEGABYTE, 90_000));
        site.see(flow(CAMERA, Host.of("02:00:00:00:00:23", "192.0.2.23"), 445)
                .number(++number)
                .at(NEXT_DAYS)
                .sending(100 * MEGABYTE, 90_000));

        assertThat(fresh.alerts("unexpected-upload")).isEmpty();
        assertThat(site.alerts("unexpected-upload")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"19990000,20000,0", "25000000,21000000,1"})
    void whatARuleAllowsByAddressIsNoPartOfAnUpload(long allowed, long other, int alerts) {
        Watched backedUp = new Watched("lisbon", SITE, BACKED_UP);
        live(backedUp);

        backedUp.see(flow(CAMERA, BACKUP, 443).number(++number).at(NEXT_DAYS).sending(allowed, 20_000));
        backedUp.see(toStranger(NEXT_DAYS.plusSeconds(60)).sending(other, 20_000));

        assertThat(backedUp.alerts("unexpected-upload")).hasSize(alerts);
    }

    @Test
    void whatARuleAllowsByAddressDoesNotMakeUploadsUsual() {
        Watched backedUp = new Watched("lisbon", SITE, BACKED_UP);
        live(backedUp);

        backedUp.see(flow(CAMERA, BACKUP, 443).number(++number).at(NEXT_DAYS).sending(15 * MEGABYTE, 20_000));
        backedUp.see(toStranger(NEXT_DAYS.plus(Duration.ofDays(1))).sending(60 * MEGABYTE, 60_000));

        assertThat(backedUp.alert("unexpected-upload").what()).contains("It sent at most 200 kB in any other hour");
    }

    @ParameterizedTest
    @CsvSource({"things,1", "guest,0"})
    void anUploadIsTunedByZone(String zone, int alerts) {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                OPEN,
                "detections: [ { id: unexpected-upload, subject: { zones: " + zone + " },",
                "  thresholds: { bytes: 3MB, factor: 5 } } ]");
        live(tuned);

        tuned.see(toCloud(NEXT_DAYS).sending(3 * MEGABYTE, 3_000));

        assertThat(tuned.alerts("unexpected-upload")).hasSize(alerts);
    }

    @Test
    void aProgramInTheClearFromABareAddressIsTold() {
        site.see(answer(CAMERA, ROUTER, NOON, "api.camera.example", "198.51.100.9"));
        site.see(flow(CAMERA, STRANGER, 80)
                .number(++number)
                .at(NEXT_DAYS)
                .protocol("http")
                .receiving(100_000));

        Alert alert = site.alert("payload-download");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.what())
                .contains("Garden camera fetched 100 kB from 203.0.113.66 by http")
                .contains("in the clear (HTTP) from an address that nobody at this site looked up")
                .contains("Nobody at this site was answered this address in the 2 days for which DNS was watched.");
    }

    @Test
    void whereNoNamesAreSeenAProgramFromABareAddressIsADoubt() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);
        Sketch.Flow fetch =
                flow(CAMERA, STRANGER, 80).number(++number).at(NEXT_DAYS).protocol("http");

        fresh.see(fetch.update().receiving(100_000));
        assertThat(fresh.alerts("payload-download")).isEmpty();

        fresh.see(flow(CAMERA, STRANGER, 80)
                .number(number)
                .at(NEXT_DAYS.plusSeconds(60))
                .protocol("http")
                .receiving(100_000));
        assertThat(fresh.alert("payload-download").severity()).isEqualTo(Severity.LOW);
        assertThat(fresh.alert("payload-download").what())
                .contains(
                        "in the clear (HTTP) from an address without a name. No DNS question was seen at this site yet,"
                                + " so the name may have been asked for out of sight.");
    }

    @Test
    void aLargeDownloadInTheClearIsNoDoubtWhereNoNamesAreSeen() {
        Watched fresh = new Watched("lisbon", SITE, OPEN);
        Sketch.Flow fetch =
                flow(CAMERA, STRANGER, 80).number(++number).at(NEXT_DAYS).protocol("http");

        fresh.see(fetch.update().receiving(100_000));
        fresh.see(fetch.update().receiving(1_000_000).at(NEXT_DAYS.plusSeconds(60)));

        assertThat(fresh.alert("payload-download").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void aNewPlaceRestsOnWhatIsKnownToBeMissing() {
        site.missing("attic", 500);
        site.see(answer(CAMERA, ROUTER, NEXT_DAYS, "dl.example.net", "203.0.113.66"));
        site.see(flow(CAMERA, STRANGER, 8_080)
                .number(++number)
                .at(NEXT_DAYS)
                .protocol("http")
                .receiving(100_000));

        assertThat(site.alert("payload-download").what())
                .contains(
                        "It was not there in the 2 days for which its traffic was watched, though 500 batches of sensor"
                                + " attic did not arrive.");
    }

    @Test
    void aProgramInTheClearFromANewPlaceIsTold() {
        site.see(answer(CAMERA, ROUTER, NEXT_DAYS, "dl.example.net", "203.0.113.66"));
        site.see(flow(CAMERA, STRANGER, 8_080)
                .number(++number)
                .at(NEXT_DAYS)
                .protocol("http")
                .receiving(100_000));

        Alert alert = site.alert("payload-download");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.what())
                .contains("from where it never was before")
                .contains("It was not there in the 2 days for which its traffic was watched.");
    }

    @Test
    void aLargeDownloadInTheClearIsToldFromAnywhereASmallOneIsNot() {
        site.see(answer(CAMERA, ROUTER, NEXT_DAYS, "up.camera.example", "198.51.100.9"));
        Sketch.Flow fetch =
                flow(CAMERA, CLOUD, 80).number(++number).at(NEXT_DAYS).protocol("http");

        site.see(fetch.update().receiving(999_999));
        assertThat(site.alerts("payload-download")).isEmpty();

        site.see(fetch.update().receiving(1_000_000).at(NEXT_DAYS.plusSeconds(60)));
        site.see(fetch.update().receiving(9_000_000).at(NEXT_DAYS.plusSeconds(120)));
        assertThat(site.alert("payload-download").severity()).isEqualTo(Severity.MEDIUM);
        assertThat(site.alert("payload-download").count()).isEqualTo(1);
    }

    @Test
    void alargeEncryptedDownloadIsToldFromANewPlaceOnly() {
        site.see(toCloud(NEXT_DAYS).receiving(5 * MEGABYTE));
        assertThat(site.alerts("payload-download")).isEmpty();

        site.see(toStranger(NEXT_DAYS.plusSeconds(1)).receiving(5 * MEGABYTE));
        assertThat(site.alert("payload-download").what()).contains("far more than it usually receives");
    }

    @Test
    void aDownloadThatARuleAllowsIsNotTold() {
        Watched strict = new Watched(
                "lisbon", SITE, "rules: [ { id: r, subject: { zones: [things] }, allow: [ { to: 203.0.113.66 } ] } ]");

        strict.see(flow(CAMERA, STRANGER, 80).protocol("http").receiving(5 * MEGABYTE));

        assertThat(strict.alerts("payload-download")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"things,1", "guest,0"})
    void aDownloadIsTunedByZone(String zone, int alerts) {
        Watched tuned = new Watched(
                "lisbon",
                SITE,
                OPEN,
                "detections: [ { id: payload-download, subject: { zones: " + zone + " },",
                "  thresholds: { program: 10kB } } ]");

        tuned.see(flow(CAMERA, STRANGER, 80).protocol("http").receiving(20_000));

        assertThat(tuned.alerts("payload-download")).hasSize(alerts);
    }
}
