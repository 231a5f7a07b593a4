package io.curfew.sensor.device;

import io.curfew.events.Observation;
import io.curfew.sensor.decode.PacketFacts;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long NOON = 1_800_000_000L * SECOND;
    private static final long CAMERA = 0x02_00_00_00_00_21L;
    private static final long PLUG = 0x02_00_00_00_00_33L;
    private static final String HELLO = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1\r\nNT: urn:example:camera:1\r\n\r\n";

    private final List<Observation> reported = new ArrayList<>();
    private final DeviceWatch watch = new DeviceWatch(3, reported::add);

    @Test
    void aPacketThatIsSentAgainIsReportedOnceAnHourAndCountedEachTime() {
        say(CAMERA, HELLO, NOON);
        say(CAMERA, HELLO, NOON + SECOND);
        say(CAMERA, HELLO, NOON + HOUR - 1);
        assertThat(reported).hasSize(1);
        assertThat(watch.announcementsRepeated()).isEqualTo(2);

        say(CAMERA, HELLO, NOON + HOUR);
        say(CAMERA, HELLO, NOON + HOUR + SECOND);

        assertThat(reported).hasSize(2);
        assertThat(watch.announcementsRepeated()).isEqualTo(3);
    }

    @Test
    void theSamePacketOfAnotherDeviceIsReported() {
        say(CAMERA, HELLO, NOON);
        say(PLUG, HELLO, NOON);

        assertThat(reported).hasSize(2);
    }

    @Test
    void aPacketThatDiffersAnywhereIsRead() {
        say(CAMERA, HELLO, NOON);
        for (int index = 0; index < HELLO.length(); index++) {
            char other = HELLO.charAt(index) == 'x' ? 'y' : 'x';
            String changed = HELLO.substring(0, index) + other + HELLO.substring(index + 1);

            assertThat(watch.isRepetition(packet(CAMERA, changed, NOON)))
                    .as(changed)
                    .isFalse();
        }
    }

    @Test
    void whatWasForgottenIsReportedAgainThoughThePacketIsKnown() {
        say(CAMERA, HELLO, NOON);
        say(CAMERA, HELLO, NOON);
        for (int number = 2; number < 5; number++) {
            say(CAMERA, HELLO.replace("uuid:1", "uuid:" + number), NOON + SECOND);
        }
        assertThat(watch.announcementsForgotten()).isEqualTo(1);

        say(CAMERA, HELLO, NOON + 2 * SECOND);

        assertThat(reported).hasSize(5);
    }

    @Test
    void aGoodByeThatIsSentAgainAnnouncesNothing() {
        String goodBye = HELLO.replace("NT:", "NTS: ssdp:byebye\r\nNT:");

        say(CAMERA, goodBye, NOON);
        say(CAMERA, goodBye, NOON + SECOND);

        assertThat(reported).isEmpty();
        assertThat(watch.announcementsRepeated()).isZero();
    }

    private void say(long mac, String message, long nanos) {
        assertThat(watch.udp(packet(mac, message, nanos))).isTrue();
    }

    private static PacketFacts packet(long mac, String message, long nanos) {
        PacketFacts packet = new PacketFacts();
        packet.timestampNanos = nanos;
        packet.sourceMac = mac;
        packet.sourceLow = 0xc0_00_02_15L;
        packet.sourcePort = 40_001;
        packet.destinationPort = 1_900;
        packet.payload = message.getBytes(StandardCharsets.US_ASCII);
        packet.payloadLength = packet.payload.length;
        return packet;
    }
}
