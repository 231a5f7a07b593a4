package io.curfew.sensor.device;

import io.curfew.events.DhcpObservation;
import io.curfew.events.MacAddress;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Objects;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static org.assertj.core.api.Assertions.assertThat;

/** The capture {@code dhcp-v6-lease} shows a whole lease; here is what else messages may be. */
class DhcpV6ReaderTest {
    private static final byte[] SOLICIT = join(hex("01 000001"), option(1, hex("0003 0001 020000000021")));
    private static final MacAddress CAMERA = MacAddress.parse("02:00:00:00:00:21");

    @Test
    void behindARelayTheDuidTellsTheMacAddressWhereTheRelayDoesNot() {
        DhcpObservation message = Objects.requireNonNull(read(relayed(SOLICIT)));

        assertThat(message.messageType()).isEqualTo("solicit");
        assertThat(message.clientMac()).isEqualTo(CAMERA);
        assertThat(message.clientId()).isEqualTo("00030001020000000021");
    }

    @Test
    void aDuidWithoutMacAddressTellsNone() {
        byte[] solicit = join(hex("01 000001"), option(1, hex("0002 0000 0009 0cc084d303000912")));

        assertThat(Objects.requireNonNull(read(relayed(solicit))).clientMac()).isNull();
    }

    @Test
    void relaysWithinRelaysAreOpened() {
        byte[] message = SOLICIT;
        for (int relay = 0; relay < 32; relay++) {
            message = relayed(message);
        }

        assertThat(Objects.requireNonNull(read(message)).messageType()).isEqualTo("solicit");
        assertThat(read(relayed(message))).isNull();
    }

    @Test
    void aNameThatRunsOverItsOptionIsNone() {
        byte[] message = join(SOLICIT, option(39, join(hex("01 3f"), text("camera"))));

        assertThat(Objects.requireNonNull(read(message)).fqdn()).isNull();
    }

    @Test
    void aFullNameHasItsDots() {
        byte[] message =
                join(SOLICIT, option(39, join(hex("01 06"), text("camera"), hex("03"), text("lan"), hex("00"))));

        assertThat(Objects.requireNonNull(read(message)).fqdn()).isEqualTo("camera.lan");
    }

    @Test
    void anOptionThatDoesNotFitEndsTheReading() {
        byte[] message = join(SOLICIT, hex("0006 ffff 0017"), option(112, text("https://example.org")));

        DhcpObservation observation = Objects.requireNonNull(read(message));

        assertThat(observation.clientId()).isNotNull();
        assertThat(observation.parameterRequestList()).isEmpty();
        assertThat(observation.mudUrl()).isNull();
    }

    @Test
    void whatIsKeptOfAMessageIsBounded() {
        byte[] addresses = new byte[60_000];
        addresses[0] = 0x20;
        byte[] message = join(
                SOLICIT, option(23, addresses), option(31, addresses), option(6, addresses), option(17, addresses));

        DhcpObservation observation = Objects.requireNonNull(read(message));

        assertThat(observation.dnsServers()).hasSize(16);
        assertThat(observation.ntpServers()).hasSize(16);
        assertThat(observation.parameterRequestList()).hasSize(256);
        assertThat(observation.vendorSpecific()).hasSize(2 * 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "010000", "00000001", "0c00", "0d000000"})
    void whatIsTooShortOrOfNoTypeIsNoMessage(String octets) {
        assertThat(read(hex(octets))).isNull();
    }

    private static byte[] relayed(byte[] message) {
        return join(hex("0c 00"), new byte[32], option(9, message));
    }

    private static byte[] option(int code, byte[] value) {
        return join(u16(code), u16(value.length), value);
    }

    private static @Nullable DhcpObservation read(byte[] message) {
        PacketFacts packet = new PacketFacts();
        packet.isV6 = true;
        packet.payload = message;
        packet.payloadLength = message.length;
        return DhcpV6Reader.read(packet);
    }
}
