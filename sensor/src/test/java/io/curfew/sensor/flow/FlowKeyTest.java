package io.curfew.sensor.flow;

import io.curfew.sensor.decode.PacketFacts;
import org.junit.jupiter.api.Test;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class FlowKeyTest {
    private static final int KEYS = 10_000;
    private static final long SECRET = 0x5eed_0f1a_2b3c_4d5eL;

    private final PacketFacts packet = new PacketFacts();
    private final FlowKey key = new FlowKey();

    @Test
    void prefixesOfEqualSumsDoNotMeet() {
        packet.isV6 = true;

        assertThat(spreads(prefix -> {
                    packet.sourceHigh = 0x2001_0db8_0000_0000L + prefix;
                    packet.destinationHigh = 0x7001_0db8_0000_0000L - 31 * prefix;
                }))
                .isGreaterThan(KEYS * 99L / 100);
    }

    @Test
    void portsAndHostsInARowDoNotMeet() {
        packet.sourceLow = 0xc000_0215L;

        assertThat(spreads(host -> {
                    packet.destinationLow = 0xcb00_7100L + host / 100;
                    packet.destinationPort = (int) (host % 100);
                }))
                .isGreaterThan(KEYS * 99L / 100);
    }

    @Test
    void anotherSecretSpreadsOtherwise() {
        key.take(packet);

        assertThat(key.spread(SECRET)).isNotEqualTo(key.spread(SECRET + 2));
    }

    /** How many different spreads the keys have that {@code change} makes of its numbers. */
    private long spreads(LongConsumer change) {
        return LongStream.range(0, KEYS)
                .map(number -> {
                    change.accept(number);
                    key.take(packet);
                    return key.spread(SECRET);
                })
                .distinct()
                .count();
    }
}
