package io.curfew.policy.across;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What is remembered of what sites may have in common, and what makes room. */
final class SightedTraitsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration DAYS = Duration.ofDays(3);

    private int letGo;
    private final HeapTraitMemory memory = new HeapTraitMemory();
    private final SightedTraits traits = new SightedTraits(memory, 15_000, () -> letGo++);

    private List<Hint> sight(String site, String destination, Instant at) {
        return sight(site, new Trait(Trait.Kind.DESTINATION, destination), "", at);
    }

    private List<Hint> sight(String site, Trait trait, String detail, Instant at) {
        Sighting.Watch watch = new Sighting.Watch(NOON.minus(DAYS), null);
        return traits.take(new Sighting(trait, detail, new SiteId(site), new DeviceId("vacuum"), at, watch));
    }

    private void sightMany(String site, int many, Instant at) {
        for (int each = 0; each < many; each++) {
            sight(site, "n" + each + "." + site + ".example.org", at);
        }
    }

    @Test
    void thereIsALimitHoweverManyTraitsShow() {
        sightMany("lisbon", 1_000, NOON);

        assertThat(memory.size()).isBetween(40, 60);
        assertThat(letGo).isEqualTo(1_000 - memory.size());
    }

    @Test
    void whomAModelContactsCounts() {
        Trait model = new Trait(Trait.Kind.MODEL, "Plug");
        sightMany("lisbon", 40, NOON);

        for (int each = 0; each < 100; each++) {
            sight("porto", model, "n" + each + ".example.org", NOON);
        }

        assertThat(memory.size()).isBetween(5, 15);
    }

    @Test
    void whatShowedLastStays() {
        sight("lisbon", "c2.example.org", NOON);
        sightMany("braga", 30, NOON);
        sight("porto", "c2.example.org", NOON);
        sightMany("coimbra", 30, NOON);

        assertThat(sight("faro", "c2.example.org", NOON)).hasSize(3);
        assertThat(letGo).isPositive();
    }

    @Test
    void whatIsOverGoesWithWhatComes() {
        sightMany("lisbon", 20, NOON);

        sightMany("porto", 11, NOON.plus(DAYS));

        assertThat(memory.size()).isEqualTo(11);
        assertThat(letGo).isZero();
    }

    @Test
    void aClockFarAheadDoesNotMakeGoWhatIsNotOver() {
        for (int each = 0; each < 12; each++) {
            sight("lisbon", "n" + each + ".example.org", NOON);
            sight("porto", "n" + each + ".example.org", NOON);
        }

        sight("faro", "n12.example.org", NOON.plus(Duration.ofDays(40_000)));

        assertThat(sight("braga", "n2.example.org", NOON)).hasSize(3);
        assertThat(sight("braga", "n11.example.org", NOON)).hasSize(3);
    }
}
