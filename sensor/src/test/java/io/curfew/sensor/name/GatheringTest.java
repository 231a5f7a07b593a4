package io.curfew.sensor.name;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTest {
    private final Gathering gathering = new Gathering();

    @Test
    void piecesInAnyOrderGiveTheWhole() {
        byte[] stream = new byte[Gathering.MOST_OCTETS];
        Random random = new Random(20_261_101);
        random.nextBytes(stream);
        for (int round = 0; round < 40_000 && gathering.wholeOctets() < stream.length; round++) {
            int at = round % 2 == 0 ? gathering.wholeOctets() : random.nextInt(stream.length);
            int length = Math.min(1 + random.nextInt(40), stream.length - at);
            gathering.put(at, stream, at, length);
        }

        assertThat(gathering.wholeOctets()).isEqualTo(stream.length);
        assertThat(Arrays.copyOf(gathering.octets(), stream.length)).isEqualTo(stream);
    }

    @Test
    void nothingIsWholeWhoseBeginningIsMissing() {
        gathering.put(1, new byte[100], 0, 100);

        assertThat(gathering.wholeOctets()).isZero();
    }

    @Test
    void whatLiesOutOfBoundsIsLeftOut() {
        byte[] octets = {1, 2, 3, 4};
        gathering.put(-2, octets, 0, 4);
        gathering.put(Gathering.MOST_OCTETS - 1, octets, 0, 4);
        gathering.put(Gathering.MOST_OCTETS, octets, 0, 4);
        gathering.put(Long.MAX_VALUE - 4, octets, 0, 4);
        gathering.put(Long.MIN_VALUE, octets, 0, 4);

        assertThat(gathering.wholeOctets()).isEqualTo(2);
        assertThat(gathering.octets()).startsWith(3, 4).hasSize(Gathering.MOST_OCTETS);
    }

    @Test
    void onePieceTooManyIsLeftOut() {
        for (int piece = 0; piece <= Gathering.MOST_PIECES; piece++) {
            gathering.put(1 + piece * 2L, new byte[1], 0, 1);
        }
        for (int piece = 0; piece <= Gathering.MOST_PIECES; piece++) {
            gathering.put(piece * 2L, new byte[1], 0, 1);
        }

        assertThat(gathering.wholeOctets()).isEqualTo(Gathering.MOST_PIECES * 2 + 1);
    }
}
