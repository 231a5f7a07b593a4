package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.watch.Sketch.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.curfew.policy.watch.Sketch.CLOUD;
import static io.curfew.policy.watch.Sketch.NOON;
import static io.curfew.policy.watch.Sketch.ROUTER;
import static io.curfew.policy.watch.Sketch.answer;
import static io.curfew.policy.watch.Sketch.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** What a site tells others, and is told. */
final class SameAtManySitesTest {
    private static final Host VACUUM = Host.of("00:17:88:00:00:21", "192.0.2.21");
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final String[] POLICY = {"""
        curfew: 1
        sites: [ { id: lisbon, resolvers: [192.0.2.1], zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
        devices: [ { id: vacuum, mac: "00:17:88:00:00:21", name: Robot vacuum } ]
        rules: [ { id: home, subject: { zones: [things] }, allow: [ { to: internet } ] } ]
        """};

    private final Watched site = new Watched("lisbon", POLICY);

    @Test
    void aNewDestinationIsToldOnceWhenTheSiteHasBeenWatchedForADay() {
        site.see(answer(VACUUM, ROUTER, NOON, "old.example.org", "203.0.113.8"));
        site.see(answer(VACUUM, ROUTER, NOON.plus(TWO_DAYS), "new.example.org", "203.0.113.9"));
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(NOON.plus(TWO_DAYS)));

        assertThat(site.latest().sightings())
                .extracting(Sighting::trait)
                .contains(new Trait(Trait.Kind.DESTINATION, "new.example.org"))
                .contains(new Trait(Trait.Kind.MAC, "00:17:88:00:00:21"));
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON.plus(TWO_DAYS)));
        assertThat(site.latest().sightings()).isEmpty();
    }

    @Test
    void whoOnlyLooksForOthersHasContactedNobody() {
        site.see(answer(VACUUM, ROUTER, NOON, "old.example.org", "203.0.113.8"));
        Instant at = NOON.plus(TWO_DAYS);
        site.see(flow(VACUUM, CLOUD, 443).number(1).at(at).outcome(Outcome.UNANSWERED));
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(at).outcome(Outcome.REFUSED));
        assertThat(site.latest().sightings())
                .extracting(sighting -> sighting.trait().kind())
                .doesNotContain(Trait.Kind.DESTINATION);

        site.see(flow(VACUUM, CLOUD, 443)
                .number(3)
                .at(at)
                .start()
                .outcome(Outcome.UNANSWERED)
                .receiving(0));
        site.see(flow(VACUUM, CLOUD, 443).number(3).at(at.plusSeconds(60)).update());

        assertThat(site.latest().sightings())
                .extracting(Sighting::trait)
                .containsExactly(new Trait(Trait.Kind.DESTINATION, "203.0.113.9"));
    }

    @Test
    void whoFinishedAHandshakeHasAnsweredThoughALogDoesNotSayWhatCameBack() {
        site.see(answer(VACUUM, ROUTER, NOON, "old.example.org", "203.0.113.8"));
        Instant at = NOON.plus(TWO_DAYS);

        site.see(flow(VACUUM, CLOUD, 443).number(1).at(at).inferred().uncounted());
        assertThat(site.latest().sightings())
                .extracting(sighting -> sighting.trait().kind())
                .doesNotContain(Trait.Kind.DESTINATION);
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(at).uncounted());

        assertThat(site.latest().sightings())
                .extracting(Sighting::trait)
                .contains(new Trait(Trait.Kind.DESTINATION, "203.0.113.9"));
    }

    @Test
    void whatIsContactedInTheFirstDayIsNotNew() {
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        assertThat(site.latest().sightings())
                .extracting(sighting -> sighting.trait().kind())
                .containsExactly(Trait.Kind.MAC);
    }

    @Test
    void whomAModelContactsIsToldOnceADayThoughAnotherDeviceCameFirst() {
        Host camera = Host.of("00:17:88:00:00:22", "192.0.2.22");
        site.see(flow(camera, ROUTER, 53).udp());
        site.see(new AnnouncementObservation(NOON, camera.port(1_900), "ssdp", "uuid:1", null, "Camera/2.0"));
        List<Sighting> told = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            Instant at = NOON.plus(Duration.ofDays(day));
            site.see(flow(VACUUM, CLOUD, 443).number(10 + day).at(at));

            for (int number = 0; number < 2; number++) {
                site.see(
                        flow(camera, CLOUD, 443).number(100 + 10 * day + number).at(at.plusSeconds(60)));
                told.addAll(site.latest().sightings());
            }
        }

        Trait model = new Trait(Trait.Kind.MODEL, "Camera/2.0");
        assertThat(told)
                .filteredOn(sighting -> sighting.trait().equals(model))
                .extracting(Sighting::detail)
                .containsExactly("203.0.113.9", "203.0.113.9", "203.0.113.9");
    }

    @Test
    void aHintBecomesAnAlertThatNamesNoOtherSite() {
        site.see(flow(VACUUM, CLOUD, 443).number(1));
        site.missing("attic", 500);
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON.plus(TWO_DAYS)));

        site.take(new Hint(
                new Trait(Trait.Kind.DESTINATION, "new.example.org"),
                "",
                new SiteId("lisbon"),
                new DeviceId("vacuum"),
                new Hint.Others(2, Duration.ofDays(3), 0, 0),
                NOON.plus(TWO_DAYS)));

        Alert alert = site.alert("same-at-many-sites");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.what())
                .isEqualTo(
                        "Robot vacuum contacted new.example.org, which nobody had contacted here before, in the 2 days for"
                                + " which this site was watched, though 500 batches of sensor attic did not arrive."
                                + " Within a day 2 other sites came to it for the first time too, in the 3 days for which all of"
                                + " them were watched.");
        assertThat(alert.peer()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 0 | '.'
            1 | 0 | ', though something is missing at 1 of them.'
            0 | 2 | ', though at 2 of them the model did not show for a day.'
            3 | 1 | ', though something is missing at 3 of them and at 1 of them the model did not show for a day.'
            """)
    void thatNoneOfTheModelDoesSoCarriesHowWellTheOthersWereWatched(int missing, int unseen, String though) {
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        site.take(new Hint(
                new Trait(Trait.Kind.MODEL, "Robot vacuum S5"),
                "odd.example.org",
                new SiteId("lisbon"),
                new DeviceId("vacuum"),
                new Hint.Others(3, Duration.ofHours(30), missing, unseen),
                NOON));

        assertThat(site.alert("same-at-many-sites").what())
                .isEqualTo(
                        "Robot vacuum (Robot vacuum S5) contacted odd.example.org. None of 3 other sites that have had"
                                + " the same model for a day or longer did so, in the 30 hours for which all of them were"
                                + " watched" + though);
    }

    @Test
    void aSightingSaysHowWellItsSiteWasWatched() {
        site.see(flow(VACUUM, CLOUD, 443).number(1));
        assertThat(site.latest().sightings())
                .extracting(Sighting::watch)
                .containsExactly(new Sighting.Watch(NOON, null));

        site.missing("attic", 500);
        site.see(flow(VACUUM, CLOUD, 443).number(2).at(NOON.plus(TWO_DAYS)));

        assertThat(site.latest().sightings())
                .isNotEmpty()
                .extracting(Sighting::watch)
                .containsOnly(new Sighting.Watch(NOON, NOON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdn1", "a:b.example"})
    void aNameThatLooksLikeAnAddressIsAName(String name) {
        site.see(flow(VACUUM, CLOUD, 443).number(1));

        site.take(new Hint(
                new Trait(Trait.Kind.DESTINATION, name),
                "",
                new SiteId("lisbon"),
                new DeviceId("vacuum"),
                new Hint.Others(2, TWO_DAYS, 0, 0),
                NOON));

        assertThat(site.alert("same-at-many-sites").peer())
                .isEqualTo(new Peer(null, new DomainName(name), Peer.NameSource.ANSWER_TO_DEVICE));
    }

    @Test
    void aHintAboutADeviceThatIsNotKnownChangesNothing() {
        site.take(new Hint(
                new Trait(Trait.Kind.MAC, "00:17:88:00:00:21"),
                "",
                new SiteId("lisbon"),
                new DeviceId("vacuum"),
                new Hint.Others(1, TWO_DAYS, 0, 0),
                NOON));

        assertThat(site.alerts()).isEmpty();
    }
}
