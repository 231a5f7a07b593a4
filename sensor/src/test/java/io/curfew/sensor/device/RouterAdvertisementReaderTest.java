package io.curfew.sensor.device;

import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.Objects;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

/** The capture {@code neighbor-discovery} shows a whole advertisement; here is what hostile ones may hold. */
class RouterAdvertisementReaderTest {
    private static final byte[] TIMERS = new byte[8];
    private static final byte[] PREFIX =
            hex("0304 40c0 00000e10 00000e10 00000000 20010db8 00000000 00000000 00000000");

    @Test
    void anOptionOfNoLengthEndsTheReading() {
        assertThat(readable(PREFIX, hex("0000 0000 0000 0000"), PREFIX).prefixes())
                .hasSize(1);
    }

    @Test
    void anOptionThatDoesNotFitEndsTheReading() {
        assertThat(readable(PREFIX, hex("19ff 0000 00000001")).dnsServers()).isEmpty();
    }

    @Test
    void aPrefixTooShortOrTooLongIsNone() {
        byte[] tooLong = PREFIX.clone();
        tooLong[2] = (byte) 129;

        assertThat(readable(hex("0301 40c0 00000e10"), tooLong).prefixes()).isEmpty();
    }

    @Test
    void whatIsKeptOfAnAdvertisementIsBounded() {
        byte[] prefixes = join(Collections.nCopies(100, PREFIX).toArray(byte[][]::new));
        byte[] resolvers = join(hex("19ff 0000 00000001"), new byte[254 * 8]);
        byte[] label = join(hex("01"), text("a"), hex("00"));
        byte[] domains = join(
                hex("1f4c 0000 00000001"), join(Collections.nCopies(200, label).toArray(byte[][]::new)));

        RouterAdvertisementObservation advertisement = readable(prefixes, resolvers, domains);

        assertThat(advertisement.prefixes()).hasSize(16);
        assertThat(advertisement.dnsServers()).hasSize(16);
        assertThat(advertisement.searchDomains()).hasSize(16);
    }

    @Test
    void whatIsCutOffWithinItsHeadIsNone() {
        assertThat(read(new byte[7])).isNull();
    }

    private static RouterAdvertisementObservation readable(byte[]... options) {
        return Objects.requireNonNull(read(join(TIMERS, join(options))));
    }

    private static @Nullable RouterAdvertisementObservation read(byte[] behindHead) {
        PacketFacts packet = new PacketFacts();
        packet.isV6 = true;
        packet.payload = join(new byte[8], behindHead);
        packet.payloadAt = 8;
        packet.payloadLength = behindHead.length;
        return RouterAdvertisementReader.read(packet);
    }
}
