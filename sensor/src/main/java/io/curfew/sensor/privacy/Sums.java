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
 * Sums flows by the minute. Holds at most {@code capacity} sums, of one minute or of several: the oldest is told early
 * to make room, and counted; what comes after it in the same minute makes another sum.
 */
final class Sums {
    private final int capacity;
    private final ObservationSink sink;
    private final LinkedHashMap<Key, Sum> sums = new LinkedHashMap<>();
    private long nextNumber;
    private long toldEarly;

    /**
     * Without MAC addresses, which change within a flow where two routers share the work. Ordered, since a map finds
     * what has one hash by its order: addresses that have one can be had by the thousand. What nobody can choose by the
     * thousand is left to equality.
     */
    private record Key(
            Minute minute,
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
        private final Instant begun;
        private @Nullable MacAddress initiatorMac;
        private @Nullable MacAddress responderMac;
        private FlowTotals totals = FlowTotals.NONE;
        private long flows;
        private @Nullable Outcome outcome;
        private @Nullable Integer rejectCode;
        private @Nullable DomainName serverName;
        private @Nullable String applicationProtocol;

        private Sum(Instant begun) {
            this.begun = begun;
        }
    }

    /** @param firstNumber from where on sums are numbered, apart from all other flows of the same run */
    Sums(int capacity, long firstNumber, ObservationSink sink) {
        this.capacity = capacity;
        this.nextNumber = firstNumber;
        this.sink = sink;
    }

    /**
     * Adds what a flow did in {@code minute}; nobody sees from the sum which port the initiator used.
     *
     * @param now the sensor's time, whenever the minute is or was
     */
    void aggregate(FlowObservation flow, FlowProgress.Added added, Minute minute, Instant now) {
        Key key = new Key(
                minute,
                Detail.AGGREGATED,
                flow.initiator().ip(),
                flow.responder().ip(),
                flow.responder().port(),
                flow.initiatorCertain(),
                flow.vlanIds(),
                flow.transport(),
                flow.tunnel());
        Sum sum = add(key, added, now);
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
                minute,
                Detail.COUNTS,
                device == CountedEnd.INITIATOR ? flow.initiator().ip() : nobody(flow),
                device == CountedEnd.RESPONDER ? flow.responder().ip() : nobody(flow),
                0,
                true,
                flow.vlanIds(),
                flow.transport(),
                null);
        Sum sum = add(key, added, now);
        sum.initiatorMac = device == CountedEnd.INITIATOR ? flow.initiator().mac() : null;
        sum.responderMac = device == CountedEnd.RESPONDER ? flow.responder().mac() : null;
    }

    private static IpAddress nobody(FlowObservation flow) {
        return flow.initiator().ip().isV6() ? IpAddress.v6(0, 0) : IpAddress.v4(0);
    }

    private Sum add(Key key, FlowProgress.Added added, Instant now) {
        if (sums.size() == capacity && !sums.containsKey(key)) {
            toldEarly++;
            tellOldest(now);
        }
        Sum sum = sums.computeIfAbsent(key, _ -> new Sum(now));
        sum.totals = sum.totals.plus(added.totals());
        sum.flows += added.isFirst() ? 1 : 0;
        return sum;
    }

    /** Tells all sums, in the order in which they began. */
    void tell(Instant now) {
        while (!sums.isEmpty()) {
            tellOldest(now);
        }
    }

    /** Tells the sums that began at {@code time} or before it, in the order in which they did. */
    void tellBegunBy(Instant time, Instant now) {
        while (!sums.isEmpty() && !sums.firstEntry().getValue().begun.isAfter(time)) {
            tellOldest(now);
        }
    }

    private void tellOldest(Instant now) {
        Map.Entry<Key, Sum> oldest = sums.pollFirstEntry();
        tell(oldest.getKey(), oldest.getValue(), now);
    }

    private void tell(Key key, Sum sum, Instant now) {
        Instant begin = key.minute().begin();
        Instant end = key.minute().end();
        if (now.isBefore(end)) {
            // The clock of whoever tells, or the one from before the sensor's was set back, may be ahead.
            end = now.isBefore(begin) ? begin : now;
        }
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
                begin,
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
