package io.curfew.sensor.health;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

final class CoverageTest {
    private static final int ETHERNET = 1;
    private static final int LINUX_COOKED = 113;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String ROUTER = "020000000001";
    private static final String VACUUM = "020000000021";
    private static final String BROADCAST = "ffffffffffff";
    private static final String IPV4 = "0800";

    private final Coverage coverage = new Coverage();

    private void frame(String to, String from, String rest, long seconds) {
        byte[] octets = HexFormat.of().parseHex("00" + to + from + rest);
        coverage.frame(octets, 1, octets.length - 1, ETHERNET, seconds * SECOND_NANOS);
    }

    @Test
    void tellsSendersApartAndUnicastFromBroadcast() {
        frame(ROUTER, VACUUM, IPV4, 0);
        frame(VACUUM, ROUTER, IPV4, 1);
        frame(ROUTER, VACUUM, IPV4, 2);
        frame(BROADCAST, VACUUM, IPV4, 3);

        assertThat(coverage.seen(4 * SECOND_NANOS)).isEqualTo(new Coverage.Seen(2, 0.75, List.of()));
    }

    @Test
    void whoDoesNotKnowTheSecretCannotChooseAddressesThatMeet() {
        int met = Coverage.slot(0x0200_0000_0001L, 1);
        long[] meeting = LongStream.iterate(0x0200_0000_0001L, mac -> mac + 1)
                .filter(mac -> Coverage.slot(mac, 1) == met)
                .limit(64)
                .toArray();

        assertThat(LongStream.of(meeting)
                        .map(mac -> Coverage.slot(mac, 0x1234_5678_9abc_def0L))
                        .distinct())
                .hasSizeGreaterThan(56);
    }

    @Test
    void knowsTheOutermostVlans() {
        frame(ROUTER, VACUUM, "8100" + "e01e" + IPV4, 0);
        frame(ROUTER, VACUUM, "88a8" + "0064" + "8100" + "000a" + IPV4, 0);

        assertThat(coverage.seen(0).vlanIds()).containsExactly(30, 100);
    }

    @Test
    void forgetsAfterTwoMinutes() {
        frame(ROUTER, VACUUM, "8100" + "001e" + IPV4, 0);

        assertThat(coverage.seen(61 * SECOND_NANOS).addresses()).isEqualTo(1);
        assertThat(coverage.seen(122 * SECOND_NANOS)).isEqualTo(new Coverage.Seen(0, 0, List.of()));
    }

    @Test
    void forgetsAllAfterALongSilence() {
        frame(ROUTER, VACUUM, IPV4, 0);

        frame(VACUUM, ROUTER, IPV4, 3_600);

        assertThat(coverage.seen(3_600 * SECOND_NANOS).addresses()).isEqualTo(1);
    }

    @Test
    void forgetsAlsoAfterTheClockWasSetBack() {
        frame(ROUTER, VACUUM, IPV4, 7_200);

        assertThat(coverage.seen(3_600 * SECOND_NANOS).addresses()).isEqualTo(1);
        assertThat(coverage.seen(3_800 * SECOND_NANOS).addresses()).isZero();
    }

    @Test
    void countsNoMoreAddressesThanItHolds() {
        for (int number = 0; number < 3 * Coverage.MOST_ADDRESSES; number++) {
            frame(ROUTER, "0200%08x".formatted(number), IPV4, 0);
        }

        assertThat(coverage.seen(0).addresses()).isEqualTo(Coverage.MOST_ADDRESSES);
    }

    @Test
    void passesOverWhatIsNoEthernetOrTooShort() {
        coverage.frame(new byte[64], 0, 64, LINUX_COOKED, 0);
        coverage.frame(new byte[13], 0, 13, ETHERNET, 0);

        assertThat(coverage.seen(0)).isEqualTo(new Coverage.Seen(0, 0, List.of()));
    }
}
