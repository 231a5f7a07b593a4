package io.curfew.sensor.flow;

/**
 * The open flows of which a server's name is known, so that those end which keep names where names take too much. As
 * many as the flow table holds. What happens to a flow moves it only once it would be the next to end: a packet of a
 * flow that is known costs nothing here.
 */
final class NamedFlows {
    private static final int ALL = 0;

    private final DueQueues queue = new DueQueues(0);
    private final IdleQueues idle;

    NamedFlows(IdleQueues idle) {
        this.idle = idle;
    }

    /** Takes a flow that has a name now, or had one before. */
    void add(int place, long nowNanos) {
        queue.enter(ALL, place, nowNanos);
    }

    void leave(int place) {
        queue.leave(place);
    }

    /**
     * The place of the first to which nothing has happened since it was added or last passed over here;
     * {@link DueQueues#NO_FLOW} when there is none.
     */
    int idlest() {
        int place = queue.oldest();
        while (place != DueQueues.NO_FLOW && idle.touchedNanos(place) > queue.enteredNanos(place)) {
            queue.enter(ALL, place, idle.touchedNanos(place));
            place = queue.oldest();
        }
        return place;
    }
}
