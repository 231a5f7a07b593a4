package io.curfew.collector.row;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

    enum Mood {
        CALM,
        CROSS
    }

    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Square(int side, boolean filled) implements Shape {}
    }

    record Everything(
            String text,
            int small,
            long large,
            Integer boxed,
            @Nullable Long absent,
            Instant moment,
            Duration delay,
            IpAddress v4,
            IpAddress v6,
            MacAddress mac,
            DomainName name,
            Mood mood,
            Shape shape,
            List<Shape> shapes,
            LocalDate day,
            Set<Mood> moods,
            Map<String, Long> counts) {}

    /** What an older version had. */
    record Before(String name) {}

    /** What the next version has. */
    record After(
            String name,
            long count,
            boolean marked,
            @Nullable String note,
            List<String> more,
            Map<String, Long> by) {}

    private static final Everything ROW = new Everything(
            "naïve",
            -7,
            Long.MIN_VALUE,
            300,
            null,
            NOON,
            Duration.ofNanos(-1),
            IpAddress.parse("192.0.2.1"),
            IpAddress.parse("2001:db8::1"),
            MacAddress.parse("02:00:00:00:00:21"),
            new DomainName("ot.example.org"),
            Mood.CROSS,
            new Shape.Circle(1.5),
            List.of(new Shape.Square(2, true), new Shape.Circle(0)),
            LocalDate.parse("2026-11-23"),
            Set.of(Mood.CALM, Mood.CROSS),
            Map.of("answered", 2L));

    @Test
    void whatWasWrittenIsRead() {
        RowCodec<Everything> codec = new RowCodec<>(Everything.class);

        assertThat(codec.read(codec.write(ROW))).isEqualTo(ROW);
    }

    @Test
    void timesKeepTheirNanoseconds() {
        RowCodec<Instant> codec = new RowCodec<>(Instant.class);

        for (Instant moment :
                List.of(NOON, NOON.plusNanos(1), Instant.EPOCH, Instant.parse("2019-01-01T00:00:00.5Z"))) {
            assertThat(codec.read(codec.write(moment))).isEqualTo(moment);
        }
    }

    @Test
    void whatAnOlderVersionDidNotWriteIsAbsent() {
        byte[] octets = new RowCodec<>(Before.class).write(new Before("lamp"));

        assertThat(new RowCodec<>(After.class).read(octets))
                .isEqualTo(new After("lamp", 0, false, null, List.of(), Map.of()));
    }

    @Test
    void whatANewerVersionWroteIsRefused() {
        byte[] octets = new RowCodec<>(After.class).write(new After("lamp", 1, true, "note", List.of(), Map.of()));

        assertThatThrownBy(() -> new RowCodec<>(Before.class).read(octets))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aTypeWithoutAFormIsRefusedAtOnce() {
        record Odd(Thread thread) {}

        assertThatThrownBy(() -> new RowCodec<>(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Thread");
    }

    @Test
    void theShapeNamesAllThatMustNotChange() {
        assertThat(new RowCodec<>(After.class).shape())
                .isEqualTo("(name:String count:long marked:boolean note:String more:[String] by:[String=Long])");
    }
}
