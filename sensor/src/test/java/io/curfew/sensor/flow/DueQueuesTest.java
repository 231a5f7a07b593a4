package io.curfew.sensor.flow;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class DueQueuesTest {
    private static final int SOON = 0;
    private static final int LATE = 1;
    private static final int CAMERA = 0;
    private static final int VACUUM = 1;
    private static final int LAPTOP = 2;

    private final DueQueues queues = new DueQueues(10, 100);

    @Test
    void aFlowIsDueWhenTheDelayOfItsQueueIsOver() {
        queues.enter(SOON, CAMERA, 1_000);
        queues.enter(LATE, VACUUM, 1_000);

        assertThat(queues.firstDueNanos()).isEqualTo(1_010);
        assertThat(queues.due(SOON, 1_009)).isEqualTo(DueQueues.NO_FLOW);
        assertThat(queues.due(SOON, 1_010)).isEqualTo(CAMERA);
        assertThat(queues.due(LATE, 1_010)).isEqualTo(DueQueues.NO_FLOW);
    }

    @Test
    void whoEntersAgainIsDueLast() {
        queues.enter(SOON, CAMERA, 1_000);
        queues.enter(SOON, VACUUM, 1_001);
        queues.enter(SOON, LAPTOP, 1_002);
        queues.enter(SOON, VACUUM, 1_003);

        assertThat(dueInOrder(SOON)).containsExactly(CAMERA, LAPTOP, VACUUM);
    }

    @Test
    void aFlowIsInOneQueueAtATime() {
        queues.enter(SOON, CAMERA, 1_000);
        queues.enter(SOON, VACUUM, 1_000);

        queues.enter(LATE, CAMERA, 1_001);

        assertThat(dueInOrder(SOON)).containsExactly(VACUUM);
        assertThat(dueInOrder(LATE)).containsExactly(CAMERA);
    }

    @Test
    void theOldestIsThatWhichEnteredFirstWhereverItIs() {
        queues.enter(LATE, CAMERA, 1_000);
        queues.enter(SOON, VACUUM, 1_001);

        assertThat(queues.oldest()).isEqualTo(CAMERA);
        queues.leave(CAMERA);
        assertThat(queues.oldest()).isEqualTo(VACUUM);
        queues.leave(VACUUM);
        assertThat(queues.oldest()).isEqualTo(DueQueues.NO_FLOW);
        assertThat(queues.firstDueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoIsInNoQueueMayLeave() {
        queues.enter(SOON, CAMERA, 1_000);

        queues.leave(VACUUM);

        assertThat(dueInOrder(SOON)).containsExactly(CAMERA);
    }

    @Test
    void theyGrowWithTheFlows() {
        for (int flow = 0; flow < 10_000; flow++) {
            queues.enter(SOON, flow, 1_000);
        }
        queues.leave(5_000);

        assertThat(dueInOrder(SOON))
                .hasSize(9_999)
                .startsWith(0, 1, 2)
                .endsWith(9_998, 9_999)
                .doesNotContain(5_000);
    }

    private int[] dueInOrder(int queue) {
        int[] due = new int[10_000];
        int count = 0;
        for (int flow = queues.due(queue, Long.MAX_VALUE);
                flow != DueQueues.NO_FLOW;
                flow = queues.due(queue, Long.MAX_VALUE)) {
            due[count++] = flow;
            queues.leave(flow);
        }
        return Arrays.copyOf(due, count);
    }
}
