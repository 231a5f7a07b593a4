package io.curfew.sensor.dns;

import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;

import java.util.Random;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.ip;
import static io.curfew.sensor.frames.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

class DnsGuessTest {
    private static final String CLOUD = "cloud.example.org";

    @Test
    void questionsAndAnswersAreTold() {
        byte[] record = DnsMessages.record(CLOUD, DnsMessages.A, 60, ip("203.0.113.9"));

        assertThat(isDns(DnsMessages.question(7, CLOUD, DnsMessages.A))).isTrue();
        assertThat(isDns(DnsMessages.answer(7, 0, CLOUD, DnsMessages.A, record)))
                .isTrue();
        assertThat(isDns(DnsMessages.answer(7, 3, CLOUD, DnsMessages.A))).isTrue();
    }

    @Test
    void aMessageMustFillItsPacket() {
        byte[] question = DnsMessages.question(7, CLOUD, DnsMessages.A);

        assertThat(isDns(join(question, hex("00")))).isFalse();
    }

    @Test
    void unknownTypesAndOddNamesAreLeftAlone() {
        assertThat(isDns(DnsMessages.question(7, CLOUD, 10))).isFalse();
        assertThat(isDns(DnsMessages.question(7, "cloud", DnsMessages.A))).isFalse();
        assertThat(isDns(DnsMessages.question(7, "cl oud.example.org", DnsMessages.A)))
                .isFalse();
    }

    @Test
    void randomOctetsAreNone() {
        Random random = new Random(7);
        byte[] octets = new byte[40];
        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(octets);
            octets[4] = 0;
            octets[5] = 1;
            assertThat(isDns(octets)).isFalse();
        }
    }

    private static boolean isDns(byte[] octets) {
        return DnsGuess.looksLikeMessage(octets, 0, octets.length);
    }
}
