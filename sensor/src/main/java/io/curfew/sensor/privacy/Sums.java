package io.curfew.sensor.privacy;

import io.curfew.events.Detail;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums flows by the minute. Holds at most {@code capacity} sums: the oldest is told early to make room, and counted;
 * what comes after it in the same minute makes another sum.
 */
final class Sums {
    /** Sums are numbered apart from the flows of the same run. */
    private static final long FIRST_NUMBER = 1L << 48;

    private final int capacity;
    private final ObservationSink sink;
    private final LinkedHashMap<Key, Sum> sums = new LinkedHashMap<>();
    private long nextNumber = FIRST_NUMBER;
    private long toldEarly;

    /**
     * Without MAC addresses, which change within a flow where two routers share the work. Ordered, since a map finds
     * what has one hash by its order: addresses that have one can be had by the thousand. What nobody can choose by the
     * thousand is left to equality.
     */
    private record Key(
            Detail detail,
            IpAddress initiator,
            IpAddress responder,
            int responderPort,
            boolean initiatorCertain,
            List<Integer> vlanIds,
            Transport transport,
            @Nullable String tunnel)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::responder)
                .thenComparing(Key::initiator)
                .thenComparingInt(Key::responderPort)
                .thenComparing(Key::transport)
                .thenComparing(Key::detail)
                .thenComparing(Key::initiatorCertain);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sum {
        private @Nullable MacAddress initiatorMac;
        private @Nullable MacAddress responderMac;
        private FlowTotals totals = FlowTotals.NONE;
        private long flows;
        private @Nullable Outcome outcome;
        private @Nullable Integer rejectCode;
        private @Nullable DomainName serverName;
        private @Nullable String applicationProtocol;
    }

    Sums(int capacity, ObservationSink sink) {
        this.capacity = capacity;
        this.sink = sink;
    }

    /** Adds what a flow did in {@code minute}; nobody sees from the sum which port the initiator used. */
    void aggregate(FlowObservation flow, FlowProgress.Added added, Minute minute, Instant now) {
        Key key = new Key(
                Detail.AGGREGATED,
                flow.initiator().ip(),
                flow.responder().ip(),
                flow.responder().port(),
                flow.initiatorCertain(),
                flow.vlanIds(),
                flow.transport(),
                flow.tunnel());
        Sum sum = add(key, added, minute, now);
        sum.initiatorMac = flow.initiator().mac();
        sum.responderMac = flow.responder().mac();
        if (flow.outcome() != null) {
            sum.outcome = flow.outcome();
            sum.rejectCode = flow.rejectCode();
        }
        if (sum.serverName == null && flow.serverName() != null) {
            sum.serverName = Names.cut(flow.serverName());
        }
        if (sum.applicationProtocol == null) {
            sum.applicationProtocol = flow.applicationProtocol();
        }
    }

    /** Adds what a flow did in {@code minute} to the counts of its device; nobody sees with whom it spoke. */
    void count(FlowObservation flow, CountedEnd device, FlowProgress.Added added, Minute minute, Instant now) {
        Key key = new Key(
                Detail.COUNTS,
                device == CountedEnd.INITIATOR ? flow.initiator().ip() : nobody(flow),
                device == CountedEnd.RESPONDER ? flow.responder().ip() : nobody(flow),
                0,
                true,
                flow.vlanIds(),
                flow.transport(),
                null);
        Sum sum = add(key, added, minute, now);
        sum.initiatorMac = device == CountedEnd.INITIATOR ? flow.initiator().mac() : null;
        sum.responderMac = device == CountedEnd.RESPONDER ? flow.responder().mac() : null;
    }

    private static IpAddress nobody(FlowObservation flow) {
        return flow.initiator().ip().isV6() ? IpAddress.v6(0, 0) : IpAddress.v4(0);
    }

    private Sum add(Key key, FlowProgress.Added added, Minute minute, Instant now) {
        if (sums.size() == capacity && !sums.containsKey(key)) {
            Map.Entry<Key, Sum> oldest = sums.firstEntry();
            sums.remove(oldest.getKey());
            toldEarly++;
            tell(oldest.getKey(), oldest.getValue(), minute, now);
        }
        Sum sum = sums.computeIfAbsent(key, _ -> new Sum());
        sum.totals = sum.totals.plus(added.totals());
        sum.flows += added.isFirst() ? 1 : 0;
        return sum;
    }

    /** Tells the sums of {@code minute}, in the order in which they began. */
    void tell(Minute minute, Instant now) {
        sums.forEach((key, sum) -> tell(key, sum, minute, now));
        sums.clear();
    }

    private void tell(Key key, Sum sum, Minute minute, Instant now) {
        Instant end = now.isBefore(minute.end()) ? now : minute.end();
        sink.accept(new FlowObservation(
                end,
                nextNumber++,
                FlowObservation.Phase.END,
                new Endpoint(sum.initiatorMac, key.initiator(), 0),
                new Endpoint(sum.responderMac, key.responder(), key.responderPort()),
                key.initiatorCertain(),
                key.vlanIds(),
                key.transport(),
                sum.totals.initiatorBytes(),
                sum.totals.initiatorPackets(),
                sum.totals.responderBytes(),
                sum.totals.responderPackets(),
                minute.begin(),
                end,
                sum.outcome,
                sum.rejectCode,
                sum.serverName,
                sum.applicationProtocol,
                "",
                key.tunnel(),
                key.detail(),
                Math.max(1, sum.flows),
                null,
                null));
    }

    long toldEarly() {
        return toldEarly;
    }

    static Endpoint withoutPort(Endpoint end) {
        return new Endpoint(end.mac(), end.ip(), 0);
    }
}
