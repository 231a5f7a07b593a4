package io.curfew.sensor.imports.netflow;

import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.decode.IcmpPorts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Puts records together that tell of one flow: those of its two ways, and those of its later pieces. Holds at most
 * {@code capacity} flows: the one of which nothing was heard for longest ends to make room, and is counted.
 *
 * <p>A flow is reported once its records had {@code 2 s} to come: at its end alone when the exporter says that it is
 * over and both its ways are known, else as a start, with an update for each later record, and with its end when the
 * exporter said so and the other way did not come for {@code 30 s}, or when no further record came for {@code 2 min},
 * twice as long as its longest record spans, {@code 1 h} at most. All carry one number and counters from the flow's
 * start, so that it counts once. For one thread.
 */
final class Conversations {
    private static final long WAIT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long OTHER_WAY_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

    private final Map<Conversation.Key, Conversation> open = new LinkedHashMap<>(64, 0.75f, true);
    private final int capacity;
    private final LongSupplier numbers;
    private final Consumer<? super FlowObservation> sink;
    private long nowNanos = Long.MIN_VALUE;
    private long lookedNanos = Long.MIN_VALUE;
    private long evicted;

    Conversations(int capacity, LongSupplier numbers, Consumer<? super FlowObservation> sink) {
        this.capacity = capacity;
        this.numbers = numbers;
        this.sink = sink;
    }

    /** Takes a record that has both its addresses. */
    void add(ExportedRecord record, Exporter exporter, boolean isSampled, long recordNanos) {
        IpAddress source = record.source;
        IpAddress destination = record.destination;
        if (source == null || destination == null) {
            return;
        }
        int sourcePort = port(record, source.isV6(), true);
        int destinationPort = port(record, source.isV6(), false);
        int byAddress = source.compareTo(destination);
        boolean sourceIsA = byAddress < 0 || (byAddress == 0 && sourcePort <= destinationPort);
        Conversation.Key key = sourceIsA
                ? key(exporter, record, source, sourcePort, destination, destinationPort)
                : key(exporter, record, destination, destinationPort, source, sourcePort);
        Conversation conversation = open.get(key);
        if (conversation == null) {
            makeRoom();
            conversation = new Conversation(key, exporter.counts, numbers.getAsLong(), now(recordNanos));
            open.put(key, conversation);
        }
        conversation.add(record, sourceIsA, isSampled, now(recordNanos));
    }

    private long now(long recordNanos) {
        return Math.max(nowNanos, recordNanos);
    }

    private static Conversation.Key key(
            Exporter exporter, ExportedRecord record, IpAddress a, int aPort, IpAddress b, int bPort) {
        return new Conversation.Key(exporter.id.address(), record.protocol, a, aPort, b, bPort);
    }

    private static int port(ExportedRecord record, boolean isV6, boolean ofSource) {
        return switch (Transport.of(record.protocol)) {
            case ICMP, ICMPV6 ->
                ofSource ? record.icmpType : IcmpPorts.destinationPort(isV6, record.icmpType, record.icmpCode);
            case TCP, UDP, SCTP -> ofSource ? record.sourcePort : record.destinationPort;
            case IGMP, GRE, ESP, OTHER -> 0;
        };
    }

    private void makeRoom() {
        if (open.size() >= capacity) {
            Iterator<Conversation> oldest = open.values().iterator();
            Conversation idlest = oldest.next();
            oldest.remove();
            evicted++;
            report(idlest, Phase.END);
        }
    }

    /** Moves time forward, never back, and reports what is due. */
    void advance(long toNanos) {
        nowNanos = Math.max(nowNanos, toNanos);
        if (lookedNanos != Long.MIN_VALUE && nowNanos - lookedNanos < LOOK_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        Iterator<Conversation> all = open.values().iterator();
        while (all.hasNext()) {
            Conversation conversation = all.next();
            if (isOver(conversation)) {
                all.remove();
                report(conversation, Phase.END);
            } else if (!conversation.isReported && nowNanos - conversation.openedNanos >= WAIT_NANOS) {
                report(conversation, Phase.START);
            } else if (conversation.hasNews && nowNanos - conversation.reportedNanos >= WAIT_NANOS) {
                report(conversation, conversation.isReported ? Phase.UPDATE : Phase.START);
            }
        }
    }

    private boolean isOver(Conversation conversation) {
        long silentNanos = nowNanos - conversation.lastRecordNanos;
        if (conversation.isComplete()) {
            return silentNanos >= WAIT_NANOS;
        }
        return silentNanos >= (conversation.hasEnded() ? OTHER_WAY_NANOS : conversation.lingerNanos());
    }

    private void report(Conversation conversation, Phase phase) {
        conversation.isReported = true;
        conversation.hasNews = false;
        conversation.reportedNanos = nowNanos;
        conversation.exporter.observations++;
        sink.accept(conversation.observe(phase, nowNanos));
    }

    /** Ends all flows, in the order in which they were last heard of. */
    void finish() {
        List<Conversation> all = new ArrayList<>(open.values());
        open.clear();
        all.forEach(conversation -> report(conversation, Phase.END));
    }

    /** Ends all flows; what follows may be of an earlier time. */
    void startAnew() {
        finish();
        nowNanos = Long.MIN_VALUE;
        lookedNanos = Long.MIN_VALUE;
    }

    int open() {
        return open.size();
    }

    long evicted() {
        return evicted;
    }
}
