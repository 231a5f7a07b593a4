package io.curfew.policy.across;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What sites have in common. */
final class AcrossTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Trait DESTINATION = new Trait(Trait.Kind.DESTINATION, "c2.example.org");
    private static final Trait MAC = new Trait(Trait.Kind.MAC, "00:17:88:01:02:03");
    private static final Trait MODEL = new Trait(Trait.Kind.MODEL, "Robot vacuum S5");

    private static final Sighting.Watch WATCH = new Sighting.Watch(NOON.minus(Duration.ofDays(10)), null);

    private Bearers bearers = Bearers.NONE;

    private List<Hint> take(Trait trait, String site, String detail, Instant at) {
        return take(trait, site, detail, at, WATCH);
    }

    private List<Hint> take(Trait trait, String site, String detail, Instant at, Sighting.Watch watch) {
        Across.Outcome outcome =
                Across.take(bearers, new Sighting(trait, detail, new SiteId(site), new DeviceId("vacuum"), at, watch));
        bearers = outcome.bearers();
        return outcome.hints();
    }

    @Test
    void whenADestinationIsNewAtTheThirdSiteAllThreeAreToldAndLaterOnesByThemselves() {
        assertThat(take(DESTINATION, "lisbon", "", NOON)).isEmpty();
        assertThat(take(DESTINATION, "porto", "", NOON.plus(HOUR))).isEmpty();
        List<Hint> third = take(DESTINATION, "faro", "", NOON.plus(HOUR));
        List<Hint> fourth = take(DESTINATION, "braga", "", NOON.plus(HOUR));

        assertThat(third).extracting(hint -> hint.site().value()).containsExactlyInAnyOrder("lisbon", "porto", "faro");
        assertThat(third).extracting(hint -> hint.others().sites()).containsOnly(2);
        assertThat(fourth).singleElement().satisfies(hint -> {
            assertThat(hint.site()).isEqualTo(new SiteId("braga"));
            assertThat(hint.others().sites()).isEqualTo(3);
        });
    }

    @Test
    void sitesThatComeToADestinationOnDifferentDaysHaveNothingInCommon() {
        take(DESTINATION, "lisbon", "", NOON);
        take(DESTINATION, "porto", "", NOON.plus(Duration.ofHours(25)));

        assertThat(take(DESTINATION, "faro", "", NOON.plus(Duration.ofHours(26))))
                .isEmpty();
    }

    @Test
    void theSameSiteAgainIsNoOtherSite() {
        take(DESTINATION, "lisbon", "", NOON);
        take(DESTINATION, "lisbon", "", NOON.plus(HOUR));

        assertThat(take(DESTINATION, "lisbon", "", NOON.plus(HOUR))).isEmpty();
    }

    @Test
    void aMacAddressAtTwoSitesWithinADayIsToldToBoth() {
        take(MAC, "lisbon", "", NOON);

        assertThat(take(MAC, "porto", "", NOON.plus(HOUR)))
                .extracting(hint -> hint.site().value() + " " + hint.others().sites())
                .containsExactlyInAnyOrder("lisbon 1", "porto 1");
        assertThat(bearers.last()).isEqualTo(NOON.plus(HOUR));
    }

    @Test
    void aDeviceThatDoesWhatNoneOfItsModelDoesElsewhereIsTold() {
        for (String site : List.of("lisbon", "porto", "faro")) {
            take(MODEL, site, "api.example.org", NOON);
        }
        Instant later = NOON.plus(Duration.ofHours(30));

        assertThat(take(MODEL, "braga", "api.example.org", later)).isEmpty();
        assertThat(take(MODEL, "braga", "odd.example.org", later))
                .singleElement()
                .satisfies(hint -> {
                    assertThat(hint.site()).isEqualTo(new SiteId("braga"));
                    assertThat(hint.detail()).isEqualTo("odd.example.org");
                    assertThat(hint.others().sites()).isEqualTo(3);
                });
        assertThat(take(MODEL, "braga", "odd.example.org", later)).isEmpty();
    }

    @Test
    void thatNoneOfAModelDoesSoElsewhereCarriesForHowLongAllOthersWereWatchedAndAtHowManySomethingIsMissing() {
        Instant later = NOON.plus(Duration.ofHours(30));
        take(MODEL, "lisbon", "api.example.org", NOON, new Sighting.Watch(NOON.minus(HOUR), NOON.minus(HOUR)));
        take(MODEL, "porto", "api.example.org", NOON, WATCH);
        take(MODEL, "porto", "api.example.org", later, new Sighting.Watch(NOON.minus(HOUR), later.minus(HOUR)));
        take(MODEL, "faro", "api.example.org", NOON.plus(HOUR));
        take(MODEL, "faro", "api.example.org", later, new Sighting.Watch(NOON.plus(HOUR.multipliedBy(3)), null));

        assertThat(take(MODEL, "braga", "odd.example.org", later))
                .extracting(Hint::others)
                .containsExactly(new Hint.Others(3, Duration.ofHours(27), 1, 1));
    }

    @Test
    void whatWasPushedOutIsNotWatchedAnyMore() {
        for (String site : List.of("lisbon", "porto", "faro")) {
            take(MODEL, site, "api.example.org", NOON);
        }
        for (int detail = 0; detail < Bearers.MOST_DETAILS + 1; detail++) {
            take(MODEL, "lisbon", "d" + detail + ".example.org", NOON.plus(HOUR.multipliedBy(20)));
        }

        assertThat(take(MODEL, "braga", "odd.example.org", NOON.plus(HOUR.multipliedBy(30))))
                .extracting(hint -> hint.others().watched())
                .containsExactly(Duration.ofHours(10));
    }

    @Test
    void thatADestinationIsNewElsewhereCarriesForHowLongAllOthersWereWatched() {
        Instant missed = NOON.minus(HOUR);
        take(DESTINATION, "lisbon", "", NOON, new Sighting.Watch(NOON.minus(HOUR.multipliedBy(50)), missed));
        take(DESTINATION, "porto", "", NOON, new Sighting.Watch(NOON.minus(HOUR.multipliedBy(40)), null));
        List<Hint> third = take(DESTINATION, "faro", "", NOON, WATCH);

        assertThat(third)
                .extracting(hint -> hint.site().value(), Hint::others)
                .containsExactlyInAnyOrder(
                        tuple("lisbon", new Hint.Others(2, Duration.ofHours(40), 0, 0)),
                        tuple("porto", new Hint.Others(2, Duration.ofHours(50), 1, 0)),
                        tuple("faro", new Hint.Others(2, Duration.ofHours(40), 1, 0)));
    }

    @Test
    void aModelThatTheOthersHaveHadForLessThanADayIsNoMeasure() {
        for (String site : List.of("lisbon", "porto", "faro")) {
            take(MODEL, site, "api.example.org", NOON);
        }

        assertThat(take(MODEL, "braga", "odd.example.org", NOON.plus(HOUR))).isEmpty();
    }

    @Test
    void whatIsRememberedIsBoundedAndForgotten() {
        for (int site = 0; site < 400; site++) {
            for (int detail = 0; detail < 5; detail++) {
                take(MODEL, "site-" + site, "d" + detail + ".example.org", NOON.plusSeconds(site));
            }
        }

        assertThat(bearers.sites()).hasSize(Bearers.MOST_SITES);
        assertThat(bearers.sites()).noneMatch(bearer -> bearer.site().value().equals("site-0"));
        assertThat(bearers.details()).hasSize(Bearers.MOST_DETAILS);
        assertThat(Across.isOver(MODEL, bearers.last(), NOON.plus(Duration.ofDays(6))))
                .isFalse();
        assertThat(Across.isOver(MODEL, bearers.last(), NOON.plus(Duration.ofDays(8))))
                .isTrue();
        assertThat(Across.isOver(MAC, bearers.last(), NOON.plus(Duration.ofDays(2))))
                .isTrue();
    }

    @Test
    void longNamesPushOutOlderOnesSoThatAModelFitsIntoOneRecord() {
        String longLabels = ("\\001".repeat(63) + ".").repeat(3);
        for (int detail = 0; detail < Bearers.MOST_DETAILS; detail++) {
            take(MODEL, "lisbon", longLabels + detail + ".example.org", NOON);
        }

        assertThat(bearers.details().stream()
                        .mapToInt(known -> known.detail().length())
                        .sum())
                .isBetween(Bearers.MOST_CHARACTERS - 1_020, Bearers.MOST_CHARACTERS);
        assertThat(bearers.details().getLast().detail()).endsWith(".1023.example.org");
    }

    @Test
    void aTraitIsReadBackFromItsText() {
        List<Trait> read = new ArrayList<>();
        for (Trait trait : List.of(DESTINATION, MAC, MODEL)) {
            read.add(Trait.parse(trait.toString()));
        }

        assertThat(read).containsExactly(DESTINATION, MAC, MODEL);
    }
}
