package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.u8;
import static org.assertj.core.api.Assertions.assertThat;

class Http2ReaderTest {
    private static final byte[] PREFACE = text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    private static final byte[] SETTINGS = frame(4, 0, new byte[6]);
    private static final byte[] HEADERS = frame(1, 4, new byte[30]);
    private static final byte[] MESSAGE = DnsMessages.question(0, "cloud.example.org", DnsMessages.A);
    private static final PacketFacts PACKET = new PacketFacts();

    private final List<byte[]> messages = new ArrayList<>();
    private final Http2Reader reader = new Http2Reader();

    @Test
    void messagesComeOutHoweverTheyAreCut() {
        byte[] padded = join(u8(5), MESSAGE, new byte[5]);
        byte[] stream = join(
                PREFACE, SETTINGS, HEADERS, frame(0, 1, MESSAGE), HEADERS, frame(0, 9, padded), frame(0, 1, hex("")));
        for (int size = 1; size <= stream.length; size++) {
            Http2Reader cut = new Http2Reader();
            messages.clear();
            for (int at = 0; at < stream.length; at += size) {
                read(cut, Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size)));
            }
            assertThat(messages).as("segments of %d octets", size).containsExactly(MESSAGE, MESSAGE);
            assertThat(cut.heldOctets()).isZero();
        }
    }

    @Test
    void theServerBeginsWithItsFrames() {
        read(reader, join(SETTINGS, HEADERS, frame(0, 0, MESSAGE)));

        assertThat(messages).containsExactly(MESSAGE);
    }

    @Test
    void dataThatIsNoMessagePassesBy() {
        read(reader, join(frame(0, 1, text("<html>")), frame(0, 9, hex("ff00")), frame(0, 1, MESSAGE)));

        assertThat(messages).containsExactly(MESSAGE);
    }

    @Test
    void framesWithoutEndHoldNoMoreThanOneFrame() {
        read(reader, hex("ffffff 00 00 00000001"));
        byte[] octets = new byte[65_536];
        for (int round = 0; round < 1_000; round++) {
            read(reader, octets);
            assertThat(reader.heldOctets()).isLessThanOrEqualTo(Http2Reader.MOST_FRAME_OCTETS);
        }

        assertThat(messages).isEmpty();
    }

    @Test
    void behindAGapNothingIsHeld() {
        read(reader, join(SETTINGS, Arrays.copyOf(frame(0, 1, MESSAGE), 20)));
        reader.gap();
        read(reader, frame(0, 1, MESSAGE));

        assertThat(reader.heldOctets()).isZero();
        assertThat(messages).isEmpty();
    }

    private void read(Http2Reader by, byte[] octets) {
        by.octets(
                PACKET,
                octets,
                0,
                octets.length,
                (packet, from, at, end) -> messages.add(Arrays.copyOfRange(from, at, end)));
    }

    private static byte[] frame(int type, int flags, byte[] payload) {
        return join(u8(0), u16(payload.length), u8(type), u8(flags), hex("00000001"), payload);
    }
}
