package io.curfew.sensor.flow;

import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.Outcome;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.name.NameWatch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Sums packets into flows. Holds at most {@code capacity}: the idlest of those that most are like (unanswered,
 * answered, connected, heard of one side only) ends to make room for another, and is counted. Reports a flow within 1 s
 * of its first packet, each 60 s while it goes on, within 60 s when it goes on after a silence, and at its end. For one
 * thread.
 *
 * <p>Hot path: {@link #packet} allocates nothing once the table has seen as many flows as are open.
 */
public final class FlowTable {
    private static final long SECOND = 1_000_000_000L;
    private static final int MTU_TOO_LARGE = 4;

    private static final long SHORTEST_DELAY = SECOND / 2;

    private static final int FRESH = 0;
    private static final int REPORTED = 1;

    private final DueQueues reports = new DueQueues(SHORTEST_DELAY, 60 * SECOND);
    private final IdleQueues idle = new IdleQueues();
    private final FlowPool pool = new FlowPool();
    private final FlowIndex index = new FlowIndex(pool, new SplittableRandom().nextLong());
    private final Searches searches = new Searches(index);
    private final FlowKey key = new FlowKey();
    private final FlowOutcome outcomes = new FlowOutcome();
    private final int capacity;
    private final int communityIdSeed;
    private final NameWatch names;
    private final Consumer<? super FlowObservation> sink;

    private long nowNanos = Long.MIN_VALUE;
    /** Nothing is due before. */
    private long soonestNanos = Long.MIN_VALUE;

    private long flowsBegun;
    private long evicted;
    private long secondViews;

    /**
     * @param communityIdSeed 0 to 65535
     * @param names learns from packets what a flow is about
     */
    public FlowTable(int capacity, int communityIdSeed, NameWatch names, Consumer<? super FlowObservation> sink) {
        this.capacity = capacity;
        this.communityIdSeed = communityIdSeed;
        this.names = names;
        this.sink = sink;
    }

    /** Adds a packet to its flow, at the moment last given to {@link #advance}. */
    public void packet(PacketFacts packet) {
        boolean sourceIsA = key.take(packet);
        int spread = index.spread(key);
        Flow flow = index.find(key, spread);
        if (flow != null && beginsAnew(flow, packet, sourceIsA)) {
            end(flow, false);
            flow = null;
        }
        if (flow == null) {
            flow = begin(packet, sourceIsA, spread);
        }
        if (!flow.add(packet, sourceIsA)) {
            secondViews++;
        }
        outcomes.heard(flow);
        if (flow.isSilent) {
            flow.isSilent = false;
            reports.enter(REPORTED, flow.place, nowNanos);
        }
        idle.touch(flow, nowNanos);
        if (flow.isUnsettled) {
            flow.show(names, packet, sourceIsA);
        }
    }

    /**
     * A SYN on ports whose connection was over is a new connection; so is one that numbers its octets anew after the
     * other side had spoken, as of a device that lost its power (RFC 9293, section 3.6.1).
     */
    private static boolean beginsAnew(Flow flow, PacketFacts packet, boolean sourceIsA) {
        boolean isFirstSyn = packet.hasFlag(PacketFacts.SYN) && !packet.hasFlag(PacketFacts.ACK);
        return isFirstSyn
                && flow.isTcp()
                && (flow.isClosed()
                        || (flow.responder().hasSpoken
                                && (flow.isReset() || flow.numbersAnew(packet.tcpSequence, sourceIsA))));
    }

    private Flow begin(PacketFacts packet, boolean sourceIsA, int spread) {
        if (index.count() >= capacity) {
            evicted++;
            end(pool.at(idle.idlestOfMost()), false);
        }
        Flow flow = pool.take();
        flow.begin(key, sourceIsA, packet, searches.isAnswer(packet), flowsBegun++);
        flow.spread = spread;
        index.add(flow);
        reports.enter(FRESH, flow.place, nowNanos);
        return flow;
    }

    /** Notes that a packet was answered by ICMP "destination unreachable". */
    public void unreachable(PacketFacts message, PacketFacts quoted) {
        if (!message.isV6 && message.icmpCode == MTU_TOO_LARGE) {
            return;
        }
        boolean sourceIsA = key.take(quoted);
        Flow flow = index.find(key, index.spread(key));
        if (flow != null) {
            flow.reject(sourceIsA, message.icmpCode);
            idle.touch(flow, nowNanos);
        }
    }

    /** Moves time forward, never back, and reports what is due. */
    public void advance(long toNanos) {
        if (toNanos <= nowNanos) {
            return;
        }
        nowNanos = toNanos;
        if (nowNanos >= soonestNanos) {
            reportDue();
            // What enters a queue from now on is due later than the shortest delay.
            soonestNanos = Math.min(nowNanos + SHORTEST_DELAY, Math.min(idle.firstDueNanos(), reports.firstDueNanos()));
        }
    }

    private void reportDue() {
        for (int place = idle.due(nowNanos); place != DueQueues.NO_FLOW; place = idle.due(nowNanos)) {
            end(pool.at(place), true);
        }
        for (int place = reports.due(FRESH, nowNanos);
                place != DueQueues.NO_FLOW;
                place = reports.due(FRESH, nowNanos)) {
            report(pool.at(place), Phase.START);
        }
        for (int place = reports.due(REPORTED, nowNanos);
                place != DueQueues.NO_FLOW;
                place = reports.due(REPORTED, nowNanos)) {
            if (pool.at(place).hasNews()) {
                report(pool.at(place), Phase.UPDATE);
            } else {
                // Looking at silent flows again and again would cost more than all else that time brings.
                reports.leave(place);
                pool.at(place).isSilent = true;
            }
        }
    }

    private void report(Flow flow, Phase phase) {
        reports.enter(REPORTED, flow.place, nowNanos);
        sink.accept(flow.observe(phase, outcomes.of(flow, phase, false), nowNanos, names, communityIdSeed));
    }

    private void end(Flow flow, boolean hasTimedOut) {
        index.remove(flow);
        idle.leave(flow);
        reports.leave(flow.place);
        flow.settle(names);
        Outcome outcome = outcomes.of(flow, Phase.END, hasTimedOut);
        sink.accept(flow.observe(Phase.END, outcome, nowNanos, names, communityIdSeed));
        flow.forget(names);
        pool.giveBack(flow);
    }

    /** Ends all flows, in the order in which they began. */
    public void finish() {
        List<Flow> open = new ArrayList<>();
        for (int place = idle.idlest(); place != DueQueues.NO_FLOW; place = idle.idlest()) {
            Flow flow = pool.at(place);
            idle.leave(flow);
            open.add(flow);
        }
        open.sort((one, other) -> Long.compare(one.number(), other.number()));
        open.forEach(flow -> end(flow, false));
    }

    /** Ends all flows; what follows may be of an earlier time. */
    public void startAnew() {
        finish();
        nowNanos = Long.MIN_VALUE;
        soonestNanos = Long.MIN_VALUE;
    }

    public int open() {
        return index.count();
    }

    public long evicted() {
        return evicted;
    }

    /** Packets that counted already: a mirror showed them again behind a router, on another VLAN. */
    public long secondViews() {
        return secondViews;
    }
}
