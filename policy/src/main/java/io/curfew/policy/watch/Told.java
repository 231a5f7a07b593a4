package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.Transport;
import io.curfew.policy.memory.FlowEnds;
import io.curfew.policy.memory.FlowKey;
import io.curfew.policy.memory.SharedFlow;
import io.curfew.policy.memory.SharedFlow.Teller;

import java.time.Duration;
import java.time.Instant;

/**
 * What a sensor tells of a flow, held against what the site knows.
 *
 * @param key which flow it is to the sensor
 * @param flow what it tells
 * @param ends who the ends are
 */
record Told(FlowKey key, FlowObservation flow, Parties ends) {
    /** How far apart the clocks of two sensors may be. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    /** True when it began as that flow did. A sensor tells two flows apart, and so does who is behind an address. */
    boolean isSame(SharedFlow known) {
        // The sum of a minute has no beginning of its own.
        return isNear(known) && mayBe(known) && (flow.detail() == Detail.FULL || !isReversed(known));
    }

    /** True when it is that flow, and one of the two sensors began to watch when it was under way. */
    boolean isPart(SharedFlow known) {
        return flow.detail() == Detail.FULL && isWithin(known) && mayBe(known);
    }

    private boolean mayBe(SharedFlow known) {
        Parties parties = isReversed(known) ? ends.turned() : ends;
        return !known.isToldByRunOf(key)
                && known.isToldByOtherThan(key.sensor())
                && !known.isOfOthers(parties.sender(), parties.receiver());
    }

    private boolean isReversed(SharedFlow known) {
        return known.isBegunByLow() != FlowEnds.isBegunByLow(flow);
    }

    private boolean isNear(SharedFlow known) {
        return Duration.between(known.first(), flow.first()).abs().compareTo(CLOCKS) <= 0;
    }

    private boolean isWithin(SharedFlow known) {
        boolean isConnection = flow.transport() == Transport.TCP;
        if (flow.first().isBefore(known.first())) {
            boolean areTwo = isConnection && flow.initiatorCertain() && known.isCertain();
            return !areTwo && !flow.last().isBefore(known.first());
        }
        if (isConnection && flow.initiatorCertain()) {
            return false;
        }
        // While a connection is open no other can be between the same ports, however long it is silent.
        boolean isOpenConnection = isConnection && !known.isOver();
        Instant end = known.isOver() ? known.last() : known.last().plus(CLOCKS);
        return isOpenConnection || flow.first().isBefore(end);
    }

    /** True when who told before had it begin at the wrong end. */
    boolean corrects(SharedFlow known) {
        return isReversed(known) && flow.initiatorCertain() && !known.isCertain();
    }

    /** The same as begun by whom the site knows to have begun it. */
    Told as(SharedFlow known) {
        boolean isReversed = isReversed(known);
        FlowObservation turned = isReversed ? LikelyInitiator.turned(flow) : flow;
        boolean isForSure = turned.initiatorCertain() || !known.isCertain() || flow.detail() != Detail.FULL;
        return new Told(key, isForSure ? turned : turned.begunForSure(), isReversed ? ends.turned() : ends);
    }

    /**
     * The flow with this sensor as one more that tells of it. What went before a sensor saw it, others have counted.
     */
    SharedFlow joined(SharedFlow known, boolean isCounted) {
        if (isNear(known)) {
            return known.with(new Teller(key, 0, 0));
        }
        if (flow.first().isBefore(known.first())) {
            return known.reaching(flow.initiatorBytes(), flow.responderBytes(), isCounted)
                    .with(new Teller(key, 0, 0));
        }
        return known.with(new Teller(
                key,
                Math.max(0, known.open().initiatorBytes() - flow.initiatorBytes()),
                Math.max(0, known.open().responderBytes() - flow.responderBytes())));
    }
}
