package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.across.SightedTraits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.curfew.collector.correlate.Seen.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What the second step remembers in its store. */
final class StoredTraitMemoryTest {
    private static final long SOME_TRAITS = 15_000;
    private static final Duration DAYS = Duration.ofDays(3);

    private final KeyValueStore<String, byte[]> store = InMemoryStore.open(Serdes.String());
    private StoredTraitMemory memory = new StoredTraitMemory(store);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CorrelationMetrics metrics = new CorrelationMetrics(registry);

    private List<Hint> take(Sighting sighting) {
        List<Hint> hints = new SightedTraits(memory, SOME_TRAITS, metrics::traitLetGo).take(sighting);
        memory.keepExtent();
        return hints;
    }

    private List<Hint> sight(String site, String destination, Instant at) {
        Trait trait = new Trait(Trait.Kind.DESTINATION, destination);
        Sighting.Watch watch = new Sighting.Watch(NOON.minus(DAYS), null);
        return take(new Sighting(trait, "", new SiteId(site), new DeviceId("vacuum"), at, watch));
    }

    private void sightMany(String site, int many, Instant at) {
        for (int each = 0; each < many; each++) {
            sight(site, "n" + each + "." + site + ".example.org", at);
        }
    }

    private double letGo() {
        return registry.get("curfew.correlate.traits.let.go").counter().count();
    }

    @Test
    void rowsStayBelowTheLimitHoweverManyTraitsShow() {
        sightMany("lisbon", 1_000, NOON);

        assertThat(store.approximateNumEntries()).isBetween(50L, 150L);
        assertThat(letGo()).isGreaterThan(900);
    }

    @Test
    void whatShowedLastStays() {
        sight("lisbon", "c2.example.org", NOON);
        sightMany("braga", 40, NOON);
        sight("porto", "c2.example.org", NOON);
        sightMany("coimbra", 40, NOON);

        assertThat(sight("faro", "c2.example.org", NOON)).hasSize(3);
        assertThat(letGo()).isPositive();
    }

    @Test
    void noRowOfWhatIsOverStays() {
        sightMany("lisbon", 20, NOON);

        sightMany("porto", 11, NOON.plus(DAYS));

        assertThat(store.approximateNumEntries()).isEqualTo(2 * 11 + 1);
        assertThat(letGo()).isZero();
    }

    @Test
    void whoTakesOverGoesOnWhereTheOtherWas() {
        sight("lisbon", "c2.example.org", NOON);
        sightMany("braga", 15, NOON);
        memory = new StoredTraitMemory(store);
        sight("porto", "c2.example.org", NOON);

        assertThat(sight("faro", "c2.example.org", NOON)).hasSize(3);
        sightMany("coimbra", 1_000, NOON);
        assertThat(store.approximateNumEntries()).isBetween(50L, 150L);
    }
}
