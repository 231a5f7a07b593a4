package io.curfew.sensor.imports.dnstap;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class FrameStreamTest {
    private static final String DNSTAP = "protobuf:dnstap.Dnstap";
    private static final int ACCEPT = 1;
    private static final int START = 2;
    private static final int STOP = 3;
    private static final int READY = 4;
    private static final int FINISH = 5;

    private final List<String> frames = new ArrayList<>();
    private final List<byte[]> replies = new ArrayList<>();
    private final FrameStream stream = new FrameStream(
            (octets, at, length) -> frames.add(new String(octets, at, length, StandardCharsets.UTF_8)), replies::add);

    private static byte[] control(int type, String contentType) {
        byte[] content = contentType.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(20 + content.length);
        frame.putInt(0)
                .putInt(12 + content.length)
                .putInt(type)
                .putInt(1)
                .putInt(content.length)
                .put(content);
        return frame.array();
    }

    private static byte[] control(int type) {
        return ByteBuffer.allocate(12).putInt(0).putInt(4).putInt(type).array();
    }

    private static byte[] data(String content) {
        byte[] octets = content.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + octets.length)
                .putInt(octets.length)
                .put(octets)
                .array();
    }

    private void feed(byte[]... chunks) {
        for (byte[] chunk : chunks) {
            stream.octets(chunk, 0, chunk.length);
        }
    }

    @Test
    void aWholeConversationGivesItsFramesAndAnswers() {
        feed(control(READY, DNSTAP), control(START, DNSTAP), data("one"), data("two"), control(STOP));

        assertThat(frames).containsExactly("one", "two");
        assertThat(replies).containsExactly(control(ACCEPT, DNSTAP), control(FINISH));
        assertThat(stream.isOver()).isTrue();
        assertThat(stream.fault()).isNull();
    }

    @Test
    void octetsMayComeOneByOne() {
        for (byte[] chunk : List.of(control(START, DNSTAP), data("one"), control(STOP))) {
            for (byte octet : chunk) {
                feed(new byte[] {octet});
            }
        }

        assertThat(frames).containsExactly("one");
        assertThat(stream.fault()).isNull();
    }

    @Test
    void otherContentIsRefused() {
        feed(control(READY, "protobuf:other"));

        assertThat(stream.isOver()).isTrue();
        assertThat(stream.fault()).isNotNull();
        assertThat(replies).isEmpty();
    }

    @Test
    void aFrameThatIsTooLongEndsTheConversationBeforeItIsHeld() {
        feed(control(START, DNSTAP), ByteBuffer.allocate(4).putInt(0x7fff_ffff).array());
        feed(new byte[FrameStream.LARGEST_FRAME_OCTETS]);

        assertThat(stream.isOver()).isTrue();
        assertThat(stream.fault()).contains("2147483647");
        assertThat(frames).isEmpty();
    }

    @Test
    void dataBeforeItsStartIsAFault() {
        feed(data("one"));

        assertThat(stream.fault()).isNotNull();
        assertThat(frames).isEmpty();
    }

    @Test
    void garbageNeverThrows() {
        Random random = new Random(3);
        int faults = 0;
        for (int round = 0; round < 20_000; round++) {
            FrameStream fuzzed = new FrameStream((octets, at, length) -> {}, reply -> {});
            byte[] garbage = new byte[random.nextInt(64)];
            random.nextBytes(garbage);
            byte[] start = control(START, DNSTAP);
            if (round % 2 == 0) {
                start[random.nextInt(start.length)] ^= (byte) (1 << random.nextInt(8));
            }
            fuzzed.octets(start, 0, start.length);
            fuzzed.octets(garbage, 0, garbage.length);
            faults += fuzzed.fault() == null ? 0 : 1;
        }

        assertThat(faults).isPositive();
    }
}
