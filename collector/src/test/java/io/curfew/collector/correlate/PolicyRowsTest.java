package io.curfew.collector.correlate;

import io.curfew.collector.row.RowCodec;
import io.curfew.policy.language.Imprint;
import io.curfew.policy.memory.PolicyChanges;
import io.curfew.policy.memory.Table;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is stored of the changes of the policy at a site. */
final class PolicyRowsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int MOST_OCTETS = 17_408;

    private final RowCodec<String, PolicyChanges> codec = new RowCodecs().of(Table.POLICIES);

    /** What the row was before changes of files were told apart. */
    public record Before(List<PolicyChanges.Change> latest) {}

    private static Imprint imprint(LongSupplier digests) {
        return new Imprint(
                digests.getAsLong(),
                IntStream.range(0, 1_100)
                        .mapToObj(file -> new Imprint.NamedFile("lists/" + file, digests.getAsLong()))
                        .toList());
    }

    @Test
    void aRowOfBeforeIsReadAndKeepsItsVersions() {
        List<PolicyChanges.Change> versions = List.of(
                new PolicyChanges.Change(3, NOON, false), new PolicyChanges.Change(4, NOON.plusSeconds(9), true));
        byte[] octets = RowCodec.of(String.class, Before.class).write(Table.ONLY, new Before(versions));

        PolicyChanges read = codec.read(Table.ONLY, octets);

        assertThat(read).isEqualTo(new PolicyChanges(versions, 0, null, List.of(), List.of()));
    }

    @Test
    void aFullRowStaysSmall() {
        Random random = new Random(7);
        PolicyChanges changes = PolicyChanges.NONE;
        for (int version = 1; version < 100; version++) {
            changes = changes.with(
                    1_000_000 + version, imprint(random::nextLong), NOON.plusNanos(random.nextLong(1L << 50)));
        }

        byte[] octets = codec.write(Table.ONLY, changes);

        assertThat(octets).hasSizeBetween(10_000, MOST_OCTETS);
        assertThat(codec.read(Table.ONLY, octets)).isEqualTo(changes);
    }
}
