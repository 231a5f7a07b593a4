package io.curfew.sensor.spool;

import io.curfew.sensor.publish.DropCause;
import io.curfew.sensor.publish.Spool;
import io.curfew.sensor.publish.SpoolContract;
import io.curfew.sensor.publish.SpoolState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;

final class DiskSpoolTest extends SpoolContract {
    private static final SpoolBounds BOUNDS = new SpoolBounds(SpoolBounds.LEAST_BYTES, Duration.ofDays(7));
    private static final UUID TODAY = new UUID(0, 1);
    private static final UUID TOMORROW = new UUID(0, 2);

    private final List<DiskSpool> opened = new ArrayList<>();
    private Duration uptime = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private int crashes;

    @AfterEach
    void close() {
        opened.forEach(DiskSpool::close);
    }

    @Override
    protected Spool emptySpool() throws IOException {
        return open(folder.resolve("spool"), TODAY);
    }

    private DiskSpool open(Path path, UUID boot) throws IOException {
        DiskSpool spool = DiskSpool.open(path, BOUNDS, new Uptime(boot, () -> uptime.toNanos()));
        opened.add(spool);
        return spool;
    }

    private DiskSpool spool() throws IOException {
        return open(folder.resolve("spool"), TODAY);
    }

    /** What is left when the process that has a spool is killed now. */
    private Path killed() throws IOException {
        Path left = Files.createDirectory(folder.resolve("left-" + crashes++));
        for (Path file : files(folder.resolve("spool"))) {
            Files.copy(file, left.resolve(file.getFileName()));
        }
        return left;
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !file.endsWith("lock")).sorted().toList();
        }
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            octets.seek(offset);
            int octet = octets.read();
            octets.seek(offset);
            octets.write(octet ^ 0x10);
        }
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void whatWasAppendedIsThereAfterTheProcessWasKilled() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 2_000);
        spool.release(spool.oldest(1, 1).getFirst().position(), OBSERVATIONS);

        DiskSpool later = open(killed(), TODAY);

        assertThat(later.state().observations()).isEqualTo(2_000L * OBSERVATIONS);
        assertThat(later.state().torn()).isZero();
        assertThat(drain(later)).isEqualTo(numbers(0, 1_999));
    }

    /** As on a card that has gone read-only: root may delete anything else, but no folder that holds something. */
    @Test
    void whatCannotBeDeletedIsNotLostForRoom() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 2_000);
        long kept = spool.state().observations();
        Path first = files(folder.resolve("spool")).getFirst();
        Files.move(first, folder.resolve("aside"));
        Files.createDirectories(first.resolve("stays"));

        assertThat(spool.makeRoom(1)).isFalse();

        assertThat(spool.state().observations()).isEqualTo(kept);
        assertThat(spool.losses()).isEmpty();
    }

    @Test
    void whatCannotBeDeletedIsNotLostForWhatASpoolAtItsBoundIsToTake() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 10_000);
        spool.losses();
        Path first = files(folder.resolve("spool")).getFirst();
        Files.move(first, folder.resolve("aside"));
        Files.createDirectories(first.resolve("stays"));
        long onDisk = spool.state().observations();

        assertThatIOException().isThrownBy(() -> fill(spool, 2_000)).withMessageContaining("cannot be deleted");

        assertThat(spool.losses()).isEmpty();
        assertThat(spool.state().observations()).isGreaterThanOrEqualTo(onDisk);
    }

    /** Root may read any file, but no folder as one. */
    private Path unreadable(Path segment) throws IOException {
        Path aside = folder.resolve("aside");
        Files.move(segment, aside);
        Files.createDirectory(segment);
        return aside;
    }

    @Test
    void whatCannotBeReadForAMomentIsNotLost() throws IOException {
        fill(spool(), 2_000);
        DiskSpool later = open(killed(), TODAY);
        Path first = files(folder.resolve("left-0")).getFirst();
        Path aside = unreadable(first);

        assertThat(later.oldest(7, 1_000_000)).isEmpty();
        uptime = uptime.plusMinutes(59);
        assertThat(later.oldest(7, 1_000_000)).isEmpty();

        assertThat(later.losses()).isEmpty();
        assertThat(later.state().observations()).isEqualTo(2_000L * OBSERVATIONS);
        Files.move(aside, first, StandardCopyOption.REPLACE_EXISTING);
        assertThat(drain(later)).isEqualTo(numbers(0, 1_999));
    }

    @Test
    void whatCannotBeReadForAnHourIsLostAndCounted() throws IOException {
        fill(spool(), 2_000);
        DiskSpool later = open(killed(), TODAY);
        unreadable(files(folder.resolve("left-0")).getFirst());
        assertThat(later.oldest(7, 1_000_000)).isEmpty();

        uptime = uptime.plusHours(1);

        assertThat(drain(later)).isNotEmpty().doesNotContain(0L).endsWith(1_999L);
        assertThat(later.losses()).singleElement().extracting(Spool.Loss::cause).isEqualTo(DropCause.DAMAGED);
    }

    @Test
    void aSmallSegmentOfAShortRunMakesRoomTogetherWithTheNextOne() throws IOException {
        try (DiskSpool shortRun = spool()) {
            shortRun.append(batch(0));
        }
        DiskSpool spool = spool();
        fill(spool, 2_000);
        long bytes = spool.state().bytes();

        assertThat(spool.makeRoom(100_000)).isTrue();

        assertThat(bytes - spool.state().bytes()).isGreaterThan(100_000);
        assertThat(spool.losses())
                .extracting(Spool.Loss::cause)
                .containsExactly(DropCause.DISK_FULL, DropCause.DISK_FULL);
    }

    @Test
    void whatIsKeptWhenItIsClosedIsThereWhenItIsOpenedAgain() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 10);

        spool.close();

        assertThat(drain(spool())).isEqualTo(numbers(0, 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 11, 12, 13, 500, 1_000})
    void aTornLastRecordIsCutAndCounted(int octetsMissing) throws IOException {
        fill(spool(), 10);
        Path left = killed();
        try (RandomAccessFile file = new RandomAccessFile(files(left).getLast().toFile(), "rw")) {
            file.setLength(file.length() - octetsMissing);
        }

        DiskSpool later = open(left, TODAY);
        later.append(batch(10));

        assertThat(later.state().torn()).isEqualTo(1);
        assertThat(later.state().observations()).isEqualTo(10L * OBSERVATIONS);
        assertThat(drain(later)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L);
    }

    @Test
    void zerosAtTheEndAreCutAndCounted() throws IOException {
        fill(spool(), 3);
        Path left = killed();
        try (RandomAccessFile file = new RandomAccessFile(files(left).getLast().toFile(), "rw")) {
            file.setLength(file.length() + 100_000);
        }

        DiskSpool later = open(left, TODAY);

        assertThat(later.state().torn()).isEqualTo(1);
        assertThat(drain(later)).isEqualTo(numbers(0, 2));
    }

    @Test
    void aSegmentOfNothingIsForgotten() throws IOException {
        Files.createDirectories(folder.resolve("spool"));
        Files.createFile(folder.resolve("spool").resolve("0000000003.open"));

        assertThat(spool().state().observations()).isZero();
        assertThat(files(folder.resolve("spool"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {SegmentHeader.BYTES, SegmentHeader.BYTES + 5, SegmentHeader.BYTES + 9, 300})
    void aDamagedRecordIsPassedOverAndCounted(long offset) throws IOException {
        DiskSpool spool = spool();
        fill(spool, 10);
        spool.close();
        flip(files(folder.resolve("spool")).getFirst(), offset);

        DiskSpool later = spool();
        List<Long> found = drain(later);

        assertThat(found).isEqualTo(numbers(1, 9));
        assertThat(later.losses())
                .extracting(Spool.Loss::cause, Spool.Loss::observations)
                .containsExactly(tuple(DropCause.DAMAGED, (long) OBSERVATIONS));
        assertThat(later.state()).isEqualTo(SpoolState.EMPTY);
    }

    @Test
    void aDamagedHeaderCostsNothing() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 10);
        spool.close();
        flip(files(folder.resolve("spool")).getFirst(), 3);

        assertThat(drain(spool())).isEqualTo(numbers(0, 9));
    }

    @Test
    void aSegmentThatIsGoneIsCounted() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 2_000);
        Files.delete(files(folder.resolve("spool")).getFirst());

        List<Long> found = drain(spool);

        long lost = spool.losses().stream().mapToLong(Spool.Loss::observations).sum();
        assertThat(lost).isPositive();
        assertThat(found).hasSize((int) (2_000 - lost / OBSERVATIONS)).endsWith(1_999L);
    }

    @Test
    void theOldestSegmentsMakeRoomAndAreCounted() throws IOException {
        DiskSpool spool = spool();

        fill(spool, 10_000);

        List<Spool.Loss> losses = spool.losses();
        long lost = losses.stream().mapToLong(Spool.Loss::observations).sum();
        long onDisk = 0;
        for (Path file : files(folder.resolve("spool"))) {
            onDisk += Files.size(file);
        }
        assertThat(losses).extracting(Spool.Loss::cause).containsOnly(DropCause.SPOOL_FULL);
        assertThat(spool.state().bytes()).isEqualTo(onDisk);
        assertThat(onDisk).isBetween(BOUNDS.bytes() - (2 << 20), BOUNDS.bytes());
        assertThat(spool.state().observations()).isEqualTo(10_000L * OBSERVATIONS - lost);
        assertThat(drain(spool)).isEqualTo(numbers(lost / OBSERVATIONS, 9_999));
    }

    @Test
    void whatIsTooOldIsDroppedAndCounted() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 10);
        uptime = uptime.plusDays(7);
        spool.append(batch(10));

        spool.expire();
        assertThat(spool.losses()).isEmpty();
        uptime = uptime.plusSeconds(1);
        spool.expire();

        assertThat(spool.losses()).containsExactly(new Spool.Loss(DropCause.TOO_OLD, 0, lastOf(10), 250));
        assertThat(drain(spool)).containsExactly(10L);
    }

    /** The position of the last of so many batches in the first segment. */
    private static long lastOf(int batches) {
        long bytes = SegmentHeader.BYTES;
        for (int sequence = 0; sequence < batches; sequence++) {
            bytes += RecordForm.write(batch(sequence)).length;
        }
        return bytes;
    }

    @Test
    void ageGoesOnWhileTheSensorIsDown() throws IOException {
        fill(spool(), 10);
        Path left = killed();
        uptime = uptime.plusDays(2);

        assertThat(open(left, TODAY).state().age()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void whileTheMachineWasOffNobodyKnowsTheTimeAndNothingGetsOld() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 10);
        uptime = uptime.plusHours(20);
        spool.append(batch(10));
        uptime = Duration.ofSeconds(30);

        DiskSpool later = open(killed(), TOMORROW);
        later.expire();

        assertThat(later.state().age()).isEqualTo(Duration.ofHours(20));
        uptime = uptime.plusHours(4);
        later.append(batch(11));
        assertThat(later.state().age()).isEqualTo(Duration.ofHours(24));
        assertThat(drain(later)).isEqualTo(numbers(0, 11));
    }

    @Test
    void aRunBeginsASegmentOfItsOwn() throws IOException {
        DiskSpool first = spool();
        fill(first, 1);
        first.close();

        DiskSpool second = spool();
        second.append(batch(1));

        assertThat(files(folder.resolve("spool")))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("0000000000-25.spool", "0000000001.open");
    }

    @Test
    void nothingStaysBehindOfWhatWasReleased() throws IOException {
        DiskSpool spool = spool();
        fill(spool, 2_000);

        drain(spool);

        assertThat(files(folder.resolve("spool"))).isEmpty();
    }

    @Test
    void aFolderIsUsedByOneSensorAtATime() throws IOException {
        spool();

        assertThatIOException().isThrownBy(this::spool).withMessageContaining("another sensor uses");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidSo() throws IOException {
        Files.createFile(folder.resolve("spool"));

        assertThatIOException().isThrownBy(this::spool);
    }
}
