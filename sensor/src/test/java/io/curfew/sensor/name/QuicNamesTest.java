package io.curfew.sensor.name;

import io.curfew.policy.language.DohServers;
import io.curfew.sensor.frames.QuicPackets.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

import static io.curfew.sensor.frames.ClientHellos.message;
import static io.curfew.sensor.frames.ClientHellos.padding;
import static io.curfew.sensor.frames.ClientHellos.serverName;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.u8;
import static io.curfew.sensor.frames.QuicPackets.crypto;
import static io.curfew.sensor.frames.QuicPackets.initial;
import static io.curfew.sensor.frames.QuicPackets.number;
import static org.assertj.core.api.Assertions.assertThat;

class QuicNamesTest {
    private static final byte[] CONNECTION = hex("8394c8f03e515708");
    private static final byte[] OTHER_CONNECTION = hex("0102030405060708090a");
    private static final byte[] HELLO = message(serverName("camera.example"));
    private static final byte[] LONG_HELLO = message(padding(1_700), serverName("camera.example"));
    private static final byte[] PING = u8(1);
    private static final int FULL = 1_150;

    private final NameWatch watch = new NameWatch(2, 1_024, DohServers.shipped());
    private final Conversation flow = Conversation.datagrams(watch);

    @ParameterizedTest
    @EnumSource(Version.class)
    void anInitialTellsTheServer(Version version) {
        flow.says(initial(version, CONNECTION, 0, FULL, crypto(HELLO, 0, HELLO.length)));

        assertThat(flow.told()).isEqualTo("quic camera.example");
        assertThat(flow.clues.isOpen).isFalse();
        assertThat(flow.clues.gathering).isNull();
    }

    @Test
    void framesMayBeOutOfOrderAndOverSeveralPackets() {
        flow.says(initial(Version.ONE, CONNECTION, 1, FULL, crypto(LONG_HELLO, 1_000, LONG_HELLO.length)));
        flow.says(initial(
                Version.ONE,
                CONNECTION,
                0,
                FULL,
                crypto(LONG_HELLO, 500, 1_001),
                PING,
                crypto(LONG_HELLO, 100, 500),
                new byte[20],
                crypto(LONG_HELLO, 0, 100)));

        assertThat(flow.told()).isEqualTo("quic camera.example");
    }

    @Test
    void oneDatagramMayHoldSeveralPackets() {
        flow.says(join(
                initial(Version.ONE, CONNECTION, 0, 0, crypto(HELLO, 0, 30)),
                initial(Version.ONE, CONNECTION, 1, 300, crypto(HELLO, 30, HELLO.length))));

        assertThat(flow.told()).isEqualTo("quic camera.example");
    }

    @Test
    void theClientMayCallTheServerByItsIdBeforeTheHelloEnds() {
        byte[] first = initial(Version.ONE, CONNECTION, 0, FULL, crypto(LONG_HELLO, 0, 1_000));
        byte[] second = initial(Version.ONE, CONNECTION, 1, FULL, crypto(LONG_HELLO, 1_000, LONG_HELLO.length));

        flow.says(first)
                .hears(initial(Version.ONE, OTHER_CONNECTION, 0, FULL, PING))
                .says(second);

        assertThat(flow.told()).isEqualTo("quic camera.example");
    }

    @Test
    void afterARetryTheClientBeginsAgainWithOtherKeys() {
        flow.says(initial(Version.ONE, CONNECTION, 0, FULL, crypto(LONG_HELLO, 0, 1_000)));

        byte[] token = new byte[60];
        flow.says(initial(Version.ONE, OTHER_CONNECTION, token, 1, FULL, crypto(LONG_HELLO, 0, 1_000)));
        flow.says(initial(Version.ONE, OTHER_CONNECTION, token, 2, FULL, crypto(LONG_HELLO, 1_000, LONG_HELLO.length)));

        assertThat(flow.told()).isEqualTo("quic camera.example");
    }

    @Test
    void acknowledgementsAreSteppedOver() {
        byte[] acknowledgement = join(u8(3), number(9), number(1), number(2), number(0), new byte[4], new byte[3]);

        flow.says(initial(Version.ONE, CONNECTION, 0, FULL, acknowledgement, crypto(HELLO, 0, HELLO.length)));

        assertThat(flow.told()).isEqualTo("quic camera.example");
    }

    @Test
    void aHelloCutShortTellsWhatItCanAtTheEnd() {
        byte[] hello = message(serverName("camera.example"), padding(1_700));
        flow.says(initial(Version.ONE, CONNECTION, 0, FULL, crypto(hello, 0, 1_000)));
        assertThat(flow.clues.serverName()).isNull();

        watch.end(flow.clues);

        assertThat(flow.told()).isEqualTo("quic camera.example");
    }

    @Test
    void aPacketThatWasChangedOnTheWayTellsNothing() {
        byte[] packet = initial(Version.ONE, CONNECTION, 0, FULL, crypto(HELLO, 0, HELLO.length));
        packet[900] ^= 1;

        flow.says(packet);

        assertThat(flow.told()).isEqualTo("null null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0 00000000 08 8394c8f03e515708 00 00000001 6b3343cf", // version negotiation
                "c0 00000001 ff 8394c8f03e515708 00 00 4100",
                "c0 00000001 08 8394c8f03e515708 00 ffffffffffffffff 4100",
                "c0 00000001 08 8394c8f03e515708 00 00 ffffffffffffffff",
                "c0 00000001 00 00 00 04 00000000",
                "c0 00000001 00 00 00 14 0000000000000000000000000000000000000000",
                "f0 00000001 08 8394c8f03e515708 00 00112233", // retry
                "c0 00000001",
                "40 00000001 08 8394c8f03e515708"
            })
    void headersThatLieTellNothing(String hex) {
        flow.says(hex(hex));

        assertThat(flow.told()).isEqualTo("null null");
    }

    @Test
    void framesOutOfRangeAreLeftOut() {
        flow.says(initial(
                Version.ONE,
                CONNECTION,
                0,
                FULL,
                join(u8(6), hex("ffffffffffffffff"), u8(1), u8(1)),
                join(u8(6), number(20_000), u8(1), u8(1)),
                join(u8(6), u8(0), hex("7fff"))));
        watch.end(flow.clues);

        assertThat(flow.told()).isEqualTo("quic null");
        assertThat(flow.clues.gathering).isNull();
    }

    @Test
    void longTokensAreReadOver() {
        flow.says(initial(Version.ONE, CONNECTION, new byte[8_000], 0, FULL, crypto(HELLO, 0, HELLO.length)));
        Conversation longer = Conversation.datagrams(watch)
                .says(initial(Version.ONE, CONNECTION, new byte[40_000], 0, FULL, crypto(HELLO, 0, HELLO.length)));

        assertThat(flow.told()).isEqualTo("quic camera.example");
        assertThat(longer.told()).isEqualTo("null null");
    }

    @Test
    void aFloodOfNewClientsIsOpenedToItsBoundOnly() {
        byte[] packet = initial(Version.ONE, CONNECTION, 0, FULL, PING);
        for (int client = 0; client < QuicNames.MOST_OPENED_A_SECOND + 10; client++) {
            Conversation.datagrams(watch).says(packet);
        }

        assertThat(watch.leftClosed()).isEqualTo(10);
        assertThat(watch.evicted()).isEqualTo(QuicNames.MOST_OPENED_A_SECOND - 2);
    }

    @Test
    void aFloodOfOneDeviceHidesNoOther() {
        byte[] packet = initial(Version.ONE, CONNECTION, 0, FULL, PING);
        for (int client = 0; client < 2 * QuicNames.MOST_OPENED_A_SECOND; client++) {
            Conversation.datagrams(watch).says(packet);
        }

        Conversation other = Conversation.datagrams(watch)
                .from(0x0200_0000_0021L)
                .says(initial(Version.ONE, CONNECTION, 0, FULL, crypto(HELLO, 0, HELLO.length)));

        assertThat(other.told()).isEqualTo("quic camera.example");
    }

    @Test
    void aFloodOfManyDevicesIsBoundedToo() {
        byte[] packet = initial(Version.ONE, CONNECTION, 0, FULL, PING);
        int clients = 2 * (QuicNames.MOST_OPENED_A_SECOND + QuicNames.MOST_RESERVED);
        for (int client = 0; client < clients; client++) {
            Conversation.datagrams(watch).from(0x0200_0000_0000L + client).says(packet);
        }

        assertThat(watch.leftClosed()).isEqualTo(clients / 2);
    }

    @Test
    void nothingIsThrownForPacketsWithChangedOctets() {
        byte[] packet = initial(Version.TWO, CONNECTION, 0, FULL, crypto(HELLO, 0, HELLO.length));
        Random random = new Random(20_261_101);
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
            for (int change = 0; change < 3 && changed.length > 0; change++) {
                changed[random.nextInt(Math.min(changed.length, 40))] = (byte) random.nextInt();
            }
            NameWatch rested = new NameWatch(2, 1_024, DohServers.shipped());
            Conversation other = Conversation.datagrams(rested).says(changed);
            rested.end(other.clues);
            assertThat(other.clues.gathering).isNull();
        }
    }
}
