package io.curfew.policy.memory;

import io.curfew.events.SensorId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A flow at a site where several sensors tell of flows: it counts once, whoever tells of it. Of the sensors that do,
 * {@value #MOST_TELLERS} are known.
 *
 * @param first the time of its first packet, by the clock of whoever told of it first
 * @param last the time of its last packet so far, by any clock
 * @param isBegunByLow true when the lower of its {@link FlowEnds} began it
 * @param isCertain true when a sensor saw it begin
 * @param initiator the device that began it, as far as a sensor knows it by more than its address; else absent
 * @param responder the same of the device that was asked
 * @param tellers which flow it is to each sensor, the first one first
 * @param open what has counted of it
 * @param settled of how many of the alerts that counted it the outcome is told
 * @param isOver true when its end has counted
 */
public record SharedFlow(
        Instant first,
        Instant last,
        boolean isBegunByLow,
        boolean isCertain,
        @Nullable DeviceId initiator,
        @Nullable DeviceId responder,
        List<Teller> tellers,
        OpenFlow open,
        int settled,
        boolean isOver) {
    private static final int MOST_TELLERS = 8;
    /** How long it is remembered after its end, for sensors that tell of it late. */
    public static final Duration REMEMBERED = Duration.ofMinutes(10);

    public SharedFlow {
        tellers = List.copyOf(tellers);
    }

    /**
     * A sensor that tells of it.
     *
     * @param flow which it is there
     * @param initiatorBytes IP bytes that the initiator had sent before that sensor saw it
     * @param responderBytes IP bytes that the responder had sent before that sensor saw it
     */
    public record Teller(FlowKey flow, long initiatorBytes, long responderBytes) {
        private Teller missing(long moreByInitiator, long moreByResponder) {
            return new Teller(flow, initiatorBytes + moreByInitiator, responderBytes + moreByResponder);
        }

        @SuppressWarnings("ArgumentSelectionDefectChecker") // the ends are swapped on purpose
        private Teller turned() {
            return new Teller(flow, responderBytes, initiatorBytes);
        }
    }

    /** Who tells of it as {@code flow}; null when nobody does. */
    public @Nullable Teller teller(FlowKey flow) {
        for (Teller teller : tellers) {
            if (teller.flow().equals(flow)) {
                return teller;
            }
        }
        return null;
    }

    /** True when the run of a sensor already tells of it, which tells two flows apart. */
    public boolean isToldByRunOf(FlowKey flow) {
        for (Teller teller : tellers) {
            if (teller.flow().sensor().equals(flow.sensor())
                    && teller.flow().run().equals(flow.run())) {
                return true;
            }
        }
        return false;
    }

    /** True when another sensor tells of it. */
    public boolean isToldByOtherThan(SensorId sensor) {
        return tellers.stream().anyMatch(teller -> !teller.flow().sensor().equals(sensor));
    }

    /** The sensor that told of it first. */
    public SensorId firstSensor() {
        return tellers.getFirst().flow().sensor();
    }

    /** Told by one more; the one behind the first makes room for it. */
    public SharedFlow with(Teller teller) {
        List<Teller> more = new ArrayList<>(tellers);
        if (more.size() == MOST_TELLERS) {
            more.remove(1);
        }
        more.add(teller);
        return new SharedFlow(first, last, isBegunByLow, isCertain, initiator, responder, more, open, settled, isOver);
    }

    /** Begun by the other end, as who saw it begin says. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // the ends are swapped on purpose
    public SharedFlow turned() {
        return new SharedFlow(
                first,
                last,
                !isBegunByLow,
                isCertain,
                responder,
                initiator,
                tellers.stream().map(Teller::turned).toList(),
                new OpenFlow(open.counted(), open.last(), open.responderBytes(), open.initiatorBytes(), open.alerts()),
                settled,
                isOver);
    }

    /** With devices that are known now, and who saw it begin. */
    public SharedFlow knowing(boolean isSeenBegin, @Nullable DeviceId from, @Nullable DeviceId to) {
        return new SharedFlow(
                first,
                last,
                isBegunByLow,
                isCertain || isSeenBegin,
                initiator == null ? from : initiator,
                responder == null ? to : responder,
                tellers,
                open,
                settled,
                isOver);
    }

    /** True when a device is known here whom {@code from} or {@code to} contradicts. */
    public boolean isOfOthers(@Nullable DeviceId from, @Nullable DeviceId to) {
        return differ(initiator, from) || differ(responder, to);
    }

    private static boolean differ(@Nullable DeviceId one, @Nullable DeviceId other) {
        return one != null && other != null && !one.equals(other);
    }

    /** True when {@code from} or {@code to} is a device that nobody knew of here. */
    public boolean isNewsOf(@Nullable DeviceId from, @Nullable DeviceId to) {
        return (initiator == null && from != null) || (responder == null && to != null);
    }

    /**
     * As who saw it from an earlier time on tells of it: to the others, so much more had gone before.
     *
     * @param isCounted true when that has counted
     */
    public SharedFlow reaching(long initiatorBytes, long responderBytes, boolean isCounted) {
        long moreByInitiator = Math.max(0, initiatorBytes - open.initiatorBytes());
        long moreByResponder = Math.max(0, responderBytes - open.responderBytes());
        OpenFlow reached = new OpenFlow(
                open.counted(),
                open.last(),
                open.initiatorBytes() + moreByInitiator,
                open.responderBytes() + moreByResponder,
                open.alerts());
        return new SharedFlow(
                first,
                last,
                isBegunByLow,
                isCertain,
                initiator,
                responder,
                tellers.stream()
                        .map(teller -> teller.missing(moreByInitiator, moreByResponder))
                        .toList(),
                isCounted ? reached : open,
                settled,
                isOver);
    }

    /** Counted by more alerts. */
    public SharedFlow alsoCountedBy(List<OpenFlow.Counted> alerts) {
        List<OpenFlow.Counted> all = new ArrayList<>(open.alerts());
        all.addAll(alerts);
        return counting(
                last,
                new OpenFlow(open.counted(), open.last(), open.initiatorBytes(), open.responderBytes(), all),
                settled,
                isOver);
    }

    /**
     * As if nothing had counted but for {@code alerts}, from {@code at} on.
     *
     * @param alerts those that counted it already, or none of them
     */
    public SharedFlow anew(Teller teller, Instant at, List<OpenFlow.Counted> alerts) {
        return new SharedFlow(
                first,
                last,
                isBegunByLow,
                isCertain,
                initiator,
                responder,
                List.of(teller),
                new OpenFlow(at, at, 0, 0, alerts),
                Math.min(settled, alerts.size()),
                false);
    }

    /** With more that counts: as much as any of those who tell of it has seen. */
    public SharedFlow counting(Instant packet, OpenFlow more, int settledNow, boolean isOverNow) {
        return new SharedFlow(
                first,
                packet.isAfter(last) ? packet : last,
                isBegunByLow,
                isCertain,
                initiator,
                responder,
                tellers,
                more,
                settledNow,
                isOverNow);
    }

    /** When it was last told of; of what is over, so much earlier that it makes room first. */
    Instant lastUsed() {
        return isOver ? open.last().minus(REMEMBERED) : open.last();
    }
}
