package io.curfew.sensor;

import io.curfew.events.DnsObservation;
import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.curfew.sensor.frames.Frames.UDP;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.ip;
import static io.curfew.sensor.frames.Frames.ipv4;
import static io.curfew.sensor.frames.Frames.ipv4Fragment;
import static io.curfew.sensor.frames.Frames.ipv6;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.u16;
import static io.curfew.sensor.frames.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers too large for one packet are read all the same. */
class FragmentedDnsTest {
    private static final String NAME = "large.example.org";
    private static final int FIRST_OCTETS = 1_448;
    private static final byte[] ANSWER = udp(53, 41_001, DnsMessages.answer(7, 0, NAME, DnsMessages.A, records(100)));
    private static final byte[] QUESTION = udp(41_001, 53, DnsMessages.question(7, NAME, DnsMessages.A));
    private static final byte[] FIRST = Arrays.copyOf(ANSWER, FIRST_OCTETS);
    private static final byte[] LAST = Arrays.copyOfRange(ANSWER, FIRST_OCTETS, ANSWER.length);

    private final List<DnsObservation> seen = new ArrayList<>();
    private final PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, observation -> {
        if (observation instanceof DnsObservation dns) {
            seen.add(dns);
        }
    });

    @Test
    void overIpv4() {
        packet(ipv4("192.0.2.21", "192.0.2.1", UDP, QUESTION));
        packet(ipv4Fragment("192.0.2.1", "192.0.2.21", UDP, 9, FIRST_OCTETS / 8, LAST));
        packet(ipv4Fragment("192.0.2.1", "192.0.2.21", UDP, 9, 0x2000, FIRST));

        assertThat(seen).extracting(dns -> dns.answers().size()).containsExactly(100);
        assertThat(seen.getFirst().timeToAnswer()).isNotNull();
    }

    @Test
    void overIpv6() {
        packet(ipv6("2001:db8::21", "2001:db8::1", UDP, QUESTION));
        packet(ipv6("2001:db8::1", "2001:db8::21", 44, join(hex("1100 0001 00000009"), FIRST)));
        packet(ipv6("2001:db8::1", "2001:db8::21", 44, join(hex("1100"), u16(FIRST_OCTETS), hex("00000009"), LAST)));

        assertThat(seen).extracting(dns -> dns.answers().size()).containsExactly(100);
        assertThat(seen.getFirst().timeToAnswer()).isNotNull();
    }

    @Test
    void whatNeverBecomesWholeIsCounted() {
        for (int packet = 0; packet < 100; packet++) {
            packet(ipv4Fragment("192.0.2.1", "192.0.2.21", UDP, packet, 0x2000, FIRST));
        }

        assertThat(pipeline.counters().fragmentedGivenUp()).isEqualTo(36);
        assertThat(seen).isEmpty();
    }

    private void packet(byte[] packet) {
        pipeline.packet(packet, 0, packet.length, packet.length, 101, 0);
    }

    private static byte[][] records(int count) {
        byte[][] records = new byte[count][];
        Arrays.fill(records, DnsMessages.record(NAME, DnsMessages.A, 60, ip("203.0.113.9")));
        return records;
    }
}
