package io.curfew.sensor.flow;

import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/**
 * How long flows may be silent before they end, by what they have come to: a firewall's connection tracking forgets at
 * about the same times. Hot path: {@link #touch}.
 */
final class IdleQueues {
    private static final long SECOND = 1_000_000_000L;

    private final DueQueue over = new DueQueue(5 * SECOND);
    private final DueQueue oneSided = new DueQueue(60 * SECOND);
    private final DueQueue answered = new DueQueue(180 * SECOND);
    private final DueQueue connected = new DueQueue(1_800 * SECOND);
    private final DueQueue[] all = {over, oneSided, answered, connected};

    /** Notes that something happened to a flow. */
    void touch(Flow flow, long nowNanos) {
        queue(flow).enter(flow.idle, nowNanos);
    }

    private DueQueue queue(Flow flow) {
        if (flow.isRejected() || flow.isReset() || flow.isClosed()) {
            return over;
        }
        boolean isAnswered = flow.responder().packets > 0;
        if (flow.isTcp()) {
            boolean isOpening = !isAnswered && flow.initiator().has(PacketFacts.SYN);
            return isOpening ? oneSided : connected;
        }
        return isAnswered ? answered : oneSided;
    }

    /** The flow that was silent for too long; absent when there is none. */
    @Nullable
    Flow due(long nowNanos) {
        for (DueQueue queue : all) {
            Flow flow = queue.due(nowNanos);
            if (flow != null) {
                return flow;
            }
        }
        return null;
    }

    /** When the first of all is due; the greatest long when there is none. */
    long firstDueNanos() {
        long soonest = Long.MAX_VALUE;
        for (DueQueue queue : all) {
            soonest = Math.min(soonest, queue.firstDueNanos());
        }
        return soonest;
    }

    /** The flow to which nothing has happened for longest; absent when there is none. */
    @Nullable
    Flow idlest() {
        DueQueue oldest = over;
        for (DueQueue queue : all) {
            if (queue.oldestEnteredNanos() < oldest.oldestEnteredNanos()) {
                oldest = queue;
            }
        }
        return oldest.oldest();
    }
}
