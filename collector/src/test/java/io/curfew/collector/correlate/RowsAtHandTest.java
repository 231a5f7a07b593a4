package io.curfew.collector.correlate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowsAtHandTest {
    private final RowsAtHand rows = new RowsAtHand(100);
    private final RowsAtHand.Share one = rows.share();
    private final RowsAtHand.Share another = rows.share();

    @Test
    void aTaskMayTakeTheRoomThatOthersLeave() {
        one.add(100);

        assertThat(one.isTooLarge()).isFalse();
    }

    @Test
    void whoHasMoreThanItsPartMakesRoom() {
        one.add(60);
        another.add(45);

        assertThat(one.isTooLarge()).isTrue();
        assertThat(another.isTooLarge()).isFalse();

        one.add(-5);

        assertThat(one.isTooLarge()).isFalse();
    }

    @Test
    void whatATaskHadIsFreeWhenItEnds() {
        another.add(90);
        another.close();

        one.add(100);

        assertThat(one.isTooLarge()).isFalse();
        one.add(1);
        assertThat(one.isTooLarge()).isTrue();
    }

    @Test
    void twoFifthsOfTheHeapAreForRows() {
        assertThat(RowsAtHand.ofHeap(1_000L * RowsAtHand.BYTES_A_ROW).most()).isEqualTo(400);
    }
}
