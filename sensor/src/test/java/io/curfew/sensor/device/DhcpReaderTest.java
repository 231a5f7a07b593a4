package io.curfew.sensor.device;

import io.curfew.events.DhcpObservation;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

class DhcpReaderTest {
    private static final byte[] FIXED = join(
            hex("01010600 00001234 00000000 00000000 00000000 00000000 00000000 020000000021"),
            new byte[10 + 64 + 128]);
    private static final byte[] COOKIE = hex("63825363");

    @Test
    void aRequestSaysWhoTheClientIs() {
        DhcpObservation request = readable(hex("350103 3204c0000215 0c06"), text("camera"), hex("37020103 ff"));

        assertThat(request.messageType()).isEqualTo("request");
        assertThat(request.clientMac()).hasToString("02:00:00:00:00:21");
        assertThat(request.hostname()).isEqualTo("camera");
        assertThat(request.requestedIp()).hasToString("192.0.2.21");
        assertThat(request.parameterRequestList()).containsExactly(1, 3);
        assertThat(request.assignedIp()).isNull();
    }

    @Test
    void anOptionInPartsIsJoined() {
        DhcpObservation message = readable(hex("350101 3c03"), text("udh"), hex("3c02"), text("cp"), hex("ff"));

        assertThat(message.vendorClass()).isEqualTo("udhcp");
    }

    @Test
    void optionsInOverloadedFieldsCount() {
        byte[] fixed = FIXED.clone();
        System.arraycopy(join(hex("0c06"), text("camera"), hex("ff")), 0, fixed, 108, 9);

        DhcpObservation message = Objects.requireNonNull(read(join(fixed, COOKIE, hex("350101 340101 ff"))));

        assertThat(message.hostname()).isEqualTo("camera");
    }

    @Test
    void aClientTellsItsIdentifierItsFullNameAndMore() {
        DhcpObservation message =
                readable(hex("350101 3d07 01020000000021 2b03 010203 5109 000000"), text("camera"), hex("ff"));

        assertThat(message.version()).isEqualTo(4);
        assertThat(message.clientId()).isEqualTo("01020000000021");
        assertThat(message.vendorSpecific()).isEqualTo("010203");
        assertThat(message.fqdn()).isEqualTo("camera");
    }

    @Test
    void aFullNameMayBeEncodedAsInDns() {
        DhcpObservation message =
                readable(hex("350101 510f 040000 06"), text("camera"), hex("03"), text("lan"), hex("00 ff"));

        assertThat(message.fqdn()).isEqualTo("camera.lan");
    }

    @Test
    void anOptionInManyPartsIsJoinedUpToALimit() {
        byte[] part = join(hex("37ff"), new byte[255]);

        DhcpObservation message = readable(hex("350101"), part, part, part, part, part, part, hex("0c0178 ff"));

        assertThat(message.parameterRequestList()).hasSize(1_024);
        assertThat(message.hostname()).isEqualTo("x");
    }

    @Test
    void anOptionThatDoesNotFitEndsTheReading() {
        DhcpObservation message = readable(hex("350101 0cff"), text("camera"));

        assertThat(message.messageType()).isEqualTo("discover");
        assertThat(message.hostname()).isNull();
    }

    @Test
    void bootpIsNoDhcp() {
        for (byte[] message : List.of(join(FIXED, COOKIE, hex("ff")), join(FIXED, hex("00000000")), FIXED)) {
            assertThat(read(message)).isNull();
        }
    }

    private static DhcpObservation readable(byte[]... options) {
        return Objects.requireNonNull(read(join(FIXED, COOKIE, join(options))));
    }

    private static @Nullable DhcpObservation read(byte[] message) {
        PacketFacts packet = new PacketFacts();
        packet.payload = message;
        packet.payloadLength = message.length;
        return DhcpReader.read(packet);
    }
}
