package io.curfew.sensor.flow;

import io.curfew.sensor.decode.PacketFacts;

/**
 * How long flows may be silent before they end, by what they have come to: a firewall's connection tracking forgets at
 * about the same times. Hot path: {@link #touch}.
 */
final class IdleQueues {
    private static final long SECOND = 1_000_000_000L;

    private static final int OVER = 0;
    private static final int ONE_SIDED = 1;
    private static final int ANSWERED = 2;
    private static final int CONNECTED = 3;
    /** Of TCP without its beginning: a connection that is heard one way, or what a scan sends. */
    private static final int HALF_HEARD = 4;

    private static final int COUNT = 5;

    private final DueQueues queues =
            new DueQueues(5 * SECOND, 60 * SECOND, 180 * SECOND, 1_800 * SECOND, 1_800 * SECOND);

    /** Notes that something happened to a flow. */
    void touch(Flow flow, long nowNanos) {
        queues.enter(queue(flow), flow.place, nowNanos);
    }

    private static int queue(Flow flow) {
        if (flow.isRejected() || flow.isReset() || flow.isClosed()) {
            return OVER;
        }
        boolean isAnswered = flow.responder().packets > 0;
        if (!flow.isTcp()) {
            return isAnswered ? ANSWERED : ONE_SIDED;
        }
        if (isAnswered) {
            return CONNECTED;
        }
        return flow.initiator().has(PacketFacts.SYN) ? ONE_SIDED : HALF_HEARD;
    }

    void leave(Flow flow) {
        queues.leave(flow.place);
    }

    /** The place of a flow that was silent for too long; {@link DueQueues#NO_FLOW} when there is none. */
    int due(long nowNanos) {
        for (int queue = 0; queue < COUNT; queue++) {
            int flow = queues.due(queue, nowNanos);
            if (flow != DueQueues.NO_FLOW) {
                return flow;
            }
        }
        return DueQueues.NO_FLOW;
    }

    /** When the first of all is due; the greatest long when there is none. */
    long firstDueNanos() {
        return queues.firstDueNanos();
    }

    /**
     * The place of the idlest of those that have come to what most flows have, so that who scans makes room for
     * himself; {@link DueQueues#NO_FLOW} without flows.
     */
    int idlestOfMost() {
        return queues.oldestOfMost();
    }

    /** The place of the flow to which nothing has happened for longest; {@link DueQueues#NO_FLOW} without flows. */
    int idlest() {
        return queues.oldest();
    }
}
