package io.curfew.collector.row;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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

    private static <V> V again(Class<V> type, V row) {
        RowCodec<String, V> codec = RowCodec.of(String.class, type);
        return codec.read("key", codec.write("key", row));
    }

    private static <V> int octets(Class<V> type, V row) {
        return RowCodec.of(String.class, type).write("key", row).length;
    }

    @Test
    void whatWasWrittenIsRead() {
        assertThat(again(Everything.class, ROW)).isEqualTo(ROW);
    }

    @Test
    void timesKeepTheirNanoseconds() {
        record Times(Instant first, Instant second, Instant third, List<Instant> more) {}

        Times times = new Times(
                NOON,
                NOON.plusNanos(1),
                NOON.plusSeconds(60),
                List.of(NOON, Instant.MIN, Instant.EPOCH, Instant.parse("2019-01-01T00:00:00.5Z"), Instant.MAX));

        assertThat(again(Times.class, times)).isEqualTo(times);
    }

    @Test
    void aTimeSoonAfterAnotherTakesFewOctets() {
        record Times(Instant first, Instant second) {}

        int once = octets(Times.class, new Times(NOON, NOON));

        assertThat(octets(Times.class, new Times(NOON, NOON.plusSeconds(1)))).isEqualTo(once);
        assertThat(octets(Times.class, new Times(NOON, NOON.plusMillis(1_001)))).isLessThanOrEqualTo(once + 3);
    }

    @Test
    void textsOfAllKindsAreReadToTheLetter() {
        record Texts(List<String> texts) {}

        Texts texts = new Texts(List.of(
                "",
                "naïve",
                "https",
                "0123456789abcdef0123456789abcdef",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0",
                "02-00-00-00-00-2f",
                "02-00-00-00-00-2F",
                "02-00-00-00-00-2g",
                "02:00:00:00:00:2f",
                "02-00-00-00-00:2f",
                "02-00-00-00-00-2f-",
                "2026-11-23T12:00:00Z",
                "2026-11-23T12:00:00.000Z",
                "2026-11-23T12:00:00.5Z",
                "2026-13-23T12:00:00Z",
                "lamp",
                "lamp",
                "2026-11-23T12:00:00Z",
                "x".repeat(1_000)));

        assertThat(again(Texts.class, texts)).isEqualTo(texts);
    }

    @Test
    void moreTextsThanARowRemembersAreStillRead() {
        record ManyTexts(List<String> texts) {}

        ManyTexts texts = new ManyTexts(IntStream.range(0, 100)
                .mapToObj(number -> "text-" + number % 40)
                .toList());

        assertThat(again(ManyTexts.class, texts)).isEqualTo(texts);
    }

    @Test
    void whatTheRowOrItsKeySaidBeforeTakesOneOctet() {
        record Twice(String one, String other, IpAddress ip, IpAddress again) {}

        IpAddress ip = IpAddress.parse("2001:db8::1");

        assertThat(octets(Twice.class, new Twice("a long name of a lamp", "a long name of a lamp", ip, ip)))
                .isEqualTo(octets(Twice.class, new Twice("a long name of a lamp", "key", ip, ip)))
                .isEqualTo(22 + 1 + 17 + 1 + 2);
    }

    @Test
    void theIdOfADeviceThatNoPolicyListsTakesAsManyOctetsAsItsMacAddress() {
        record Named(DeviceId device) {}

        assertThat(octets(Named.class, new Named(DeviceId.of(MacAddress.parse("02:00:00:00:00:2f")))))
                .isEqualTo(octets(Named.class, new Named(new DeviceId("sensor"))))
                .isEqualTo(1 + 6 + 2);
    }

    @Test
    void rowsOfAListAreWrittenBesideTheOneBefore() {
        record Piece(
                Instant at,
                String kind,
                @Nullable Shape shape,
                @Nullable Integer port,
                long octets,
                int packets,
                boolean answered,
                double share) {}
        record Pieces(List<Piece> pieces) {}

        Pieces pieces = new Pieces(List.of(
                new Piece(NOON, "lamp", new Shape.Square(1, true), 50_000, 7, 3, true, 0.5),
                new Piece(NOON, "lamp", new Shape.Square(1, true), 50_000, 7, 3, true, 0.5),
                new Piece(NOON.plusSeconds(1), "lamp", null, null, Long.MIN_VALUE, 3, false, -0.0),
                new Piece(NOON.plusSeconds(1), "plug", null, 50_001, Long.MAX_VALUE, -4, false, 0.0),
                new Piece(NOON, "plug", new Shape.Circle(2), 50_002, 0, 0, true, Double.NaN)));

        assertThat(again(Pieces.class, pieces)).isEqualTo(pieces);
        assertThat(octets(Pieces.class, new Pieces(pieces.pieces().subList(0, 2))))
                .isEqualTo(octets(Pieces.class, new Pieces(pieces.pieces().subList(0, 1))) + 3);
        assertThat(HexFormat.of()
                        .formatHex(RowCodec.of(String.class, Pieces.class).write("key", pieces)))
                .as("what was stored stays readable")
                .isEqualTo("010205108880fecb87a833106c616d7001040201a08d060e06013fe000000000000010ff01110c2209f2ffffff"
                        + "ffffffffff01008000000000000000104510706c7567a28d06010d000000000000000010020500024000000000"
                        + "00000002fdffffffffffffffff0108017ff8000000000000");
    }

    @Test
    void equalKeysHaveEqualOctetsAndAreRead() {
        RowCodec<Before, Before> codec = RowCodec.of(Before.class, Before.class);
        byte[] prefix = {1, 2, 3};

        byte[] octets = codec.key(prefix, new Before("lamp"));
        codec.write(new Before("lamp"), new Before("lamp"));

        assertThat(codec.key(prefix, new Before("lamp"))).isEqualTo(octets).startsWith(prefix);
        assertThat(codec.key(octets, prefix.length)).isEqualTo(new Before("lamp"));
    }

    @Test
    void rowsWithSentencesArePackedAndRead() {
        RowCodec<String, Before> codec = RowCodec.ofSentences(String.class, Before.class);
        String sentence = "If the device works without it, block it at the firewall. If it needs it, allow it: ";

        for (String text : List.of("", "lamp", sentence, sentence.repeat(100), "äöü" + sentence)) {
            assertThat(codec.read("key", codec.write("key", new Before(text)))).isEqualTo(new Before(text));
        }
        assertThat(codec.write("key", new Before(sentence)).length).isLessThan(sentence.length() / 4);
    }

    @Test
    void aPackedRowThatIsCutOffIsRefused() {
        RowCodec<String, Before> codec = RowCodec.ofSentences(String.class, Before.class);
        byte[] packed = codec.write("key", new Before("If the device works without it, block it. ".repeat(9)));

        for (int length = 1; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> codec.read("key", cut)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatAnOlderVersionDidNotWriteIsAbsent() {
        byte[] octets = RowCodec.of(String.class, Before.class).write("key", new Before("lamp"));

        assertThat(RowCodec.of(String.class, After.class).read("key", octets))
                .isEqualTo(new After("lamp", 0, false, null, List.of(), Map.of()));
    }

    @Test
    void whatAnOlderVersionDidNotWriteIsAbsentInListsToo() {
        record Olds(List<Before> all) {}
        record News(List<After> all) {}
        byte[] octets = RowCodec.of(String.class, Olds.class)
                .write("key", new Olds(List.of(new Before("lamp"), new Before("lamp"), new Before("plug"))));

        assertThat(RowCodec.of(String.class, News.class).read("key", octets).all())
                .extracting(After::name)
                .containsExactly("lamp", "lamp", "plug");
    }

    @Test
    void whatANewerVersionWroteIsRefused() {
        byte[] octets = RowCodec.of(String.class, After.class)
                .write("key", new After("lamp", 1, true, "note", List.of(), Map.of()));

        assertThatThrownBy(() -> RowCodec.of(String.class, Before.class).read("key", octets))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void aTypeWithoutAFormIsRefusedAtOnce() {
        record Odd(Thread thread) {}

        assertThatThrownBy(() -> RowCodec.of(String.class, Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Thread");
    }

    @Test
    void theShapeNamesAllThatMustNotChange() {
        assertThat(RowCodec.of(String.class, After.class).shape())
                .isEqualTo("String (name:String count:long marked:boolean note:String more:[String] by:[String=Long])");
    }
}
