package io.curfew.sensor.publish;

import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What every spool does. */
public abstract class SpoolContract {
    protected static final SiteId LISBON = new SiteId("lisbon");
    protected static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    protected static final int OBSERVATIONS = 25;
    private static final int PLENTY = 1_000_000;

    /** A spool without anything in it and with room for three thousand batches of this test. */
    protected abstract Spool emptySpool() throws IOException;

    /** A batch that does not compress well. */
    protected static EncodedBatch batch(long sequence) {
        StringBuilder text = new StringBuilder();
        for (long number = sequence; text.length() < 2_000; number = number * 6_364_136_223_846_793_005L + 1) {
            text.append(Long.toHexString(number));
        }
        byte[] value = text.toString().getBytes(StandardCharsets.UTF_8);
        return new EncodedBatch(LISBON, sequence, value, OBSERVATIONS, NOON.plusSeconds(sequence));
    }

    protected static void fill(Spool spool, int batches) throws IOException {
        for (int sequence = 0; sequence < batches; sequence++) {
            spool.append(batch(sequence));
        }
    }

    /** Takes all batches out and gives their sequence numbers. */
    protected static List<Long> drain(Spool spool) {
        List<Long> sequences = new ArrayList<>();
        for (List<Spool.Kept> kept = spool.oldest(7, PLENTY); !kept.isEmpty(); kept = spool.oldest(7, PLENTY)) {
            for (Spool.Kept one : kept) {
                sequences.add(one.batch().sequence());
                spool.release(one.position(), one.batch().observations());
            }
        }
        return sequences;
    }

    @Test
    void givesBackWhatItGotInItsOrder() throws IOException {
        Spool spool = emptySpool();

        fill(spool, 30);
        List<Spool.Kept> oldest = spool.oldest(2, PLENTY);

        assertThat(oldest).extracting(one -> one.batch().value()).containsExactly(batch(0).value(), batch(1).value());
        assertThat(oldest.getFirst().batch()).usingRecursiveComparison().isEqualTo(batch(0));
        assertThat(oldest.get(0).position()).isLessThan(oldest.get(1).position());
        assertThat(drain(spool)).hasSize(30).isSorted();
    }

    @Test
    void keepsWhatIsNotReleased() throws IOException {
        Spool spool = emptySpool();
        fill(spool, 3);

        List<Spool.Kept> once = spool.oldest(2, PLENTY);
        List<Spool.Kept> again = spool.oldest(2, PLENTY);
        spool.release(again.getFirst().position(), OBSERVATIONS);

        assertThat(again)
                .extracting(Spool.Kept::position)
                .isEqualTo(once.stream().map(Spool.Kept::position).toList());
        assertThat(drain(spool)).containsExactly(1L, 2L);
    }

    @Test
    void whatIsAppendedWhileOthersAreReadComesAfterThem() throws IOException {
        Spool spool = emptySpool();
        fill(spool, 2);

        spool.release(spool.oldest(1, PLENTY).getFirst().position(), OBSERVATIONS);
        spool.append(batch(2));

        assertThat(drain(spool)).containsExactly(1L, 2L);
        spool.append(batch(3));
        assertThat(drain(spool)).containsExactly(3L);
    }

    @Test
    void appendingTellsThePositionThatIsReadLater() throws IOException {
        Spool spool = emptySpool();

        long position = spool.append(batch(0));

        assertThat(spool.oldest(1, PLENTY)).extracting(Spool.Kept::position).containsExactly(position);
    }

    @Test
    void aListEndsEarlyWhenItsBatchesAreLargeButNeverBeforeTheFirst() throws IOException {
        Spool spool = emptySpool();
        fill(spool, 5);

        assertThat(spool.oldest(5, 1)).hasSize(1);
        assertThat(spool.oldest(5, batch(0).value().length + 1L)).hasSize(2);
    }

    @Test
    void saysWhatItHolds() throws IOException {
        Spool spool = emptySpool();
        assertThat(spool.state()).isEqualTo(SpoolState.EMPTY);

        fill(spool, 4);
        spool.release(spool.oldest(1, PLENTY).getFirst().position(), OBSERVATIONS);

        assertThat(spool.state().observations()).isEqualTo(3 * OBSERVATIONS);
        assertThat(spool.state().bytes()).isPositive();
        drain(spool);
        assertThat(spool.state()).isEqualTo(SpoolState.EMPTY);
    }

    @Test
    void makesAsMuchRoomAsIsNeededByLettingGoOfTheOldestButNeverOfAll() throws IOException {
        Spool spool = emptySpool();
        fill(spool, 3_000);

        long bytes = spool.state().bytes();
        boolean hasMade = spool.makeRoom(PLENTY);

        List<Spool.Loss> losses = spool.losses();
        assertThat(hasMade).isTrue();
        assertThat(bytes - spool.state().bytes()).isGreaterThanOrEqualTo(PLENTY);
        assertThat(losses).extracting(Spool.Loss::cause).containsOnly(DropCause.DISK_FULL);
        assertThat(spool.losses()).isEmpty();
        assertThat(spool.state().observations())
                .isEqualTo(3_000L * OBSERVATIONS
                        - losses.stream().mapToLong(Spool.Loss::observations).sum());
        while (spool.makeRoom(PLENTY)) {}
        assertThat(drain(spool)).isNotEmpty().endsWith(2_999L);
    }
}
