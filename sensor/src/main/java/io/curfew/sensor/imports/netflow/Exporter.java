package io.curfew.sensor.imports.netflow;

import io.curfew.events.IpAddress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What is known of one exporter's observation domain. Keeps at most {@value #MOST_WAITING_OCTETS} octets of sets whose
 * template has not come yet, counting {@value #OCTETS_OF_ANY_SET} more for each set.
 */
final class Exporter {
    static final int MOST_WAITING_OCTETS = 16 * 1024;

    /** What a set takes in memory beside its octets. */
    static final int OCTETS_OF_ANY_SET = 128;

    private static final int FARTHEST_LATE = 1_000;

    final Id id;
    final Counts counts;
    final Samplers samplers;
    long bootMillis = NONE;

    private static final long NONE = -1;

    private final Deque<WaitingSet> waiting = new ArrayDeque<>();
    private int waitingOctets;
    private long expectedSequence = NONE;

    /** @param domain the source id of NetFlow v9, the observation domain of IPFIX, the engine of NetFlow v5 */
    record Id(IpAddress address, int version, long domain) implements Comparable<Id> {
        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::address).thenComparingInt(Id::version).thenComparingLong(Id::domain);

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    /** A data set that came before its template. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the octets
    record WaitingSet(int setId, byte[] octets, ExportHeader header) {
        private int keptOctets() {
            return octets.length + OCTETS_OF_ANY_SET;
        }
    }

    Exporter(Id id, Counts counts, Samplers samplers) {
        this.id = id;
        this.counts = counts;
        this.samplers = samplers;
    }

    boolean hasBootTime() {
        return bootMillis != NONE;
    }

    /**
     * Notes a datagram's sequence number, and what it counts: what is missing before it is lost, and what comes late is
     * not.
     */
    void sequence(long sequence, long counted) {
        int ahead = expectedSequence == NONE ? 0 : (int) (sequence - expectedSequence);
        if (ahead < 0 && ahead >= -FARTHEST_LATE) {
            counts.lost = Math.max(0, counts.lost - counted);
        } else {
            counts.lost += Math.max(0, ahead);
            expectedSequence = (sequence + counted) & 0xffff_ffffL;
        }
    }

    /** As {@link #sequence}; the next number cannot be told, because a set could not be counted. */
    void sequenceOfUncounted(long sequence) {
        sequence(sequence, 0);
        expectedSequence = NONE;
    }

    /** Keeps a set until its template comes; the oldest go to make room. One without octets has no records to wait. */
    void keep(WaitingSet set) {
        if (set.octets.length == 0 || set.keptOctets() > MOST_WAITING_OCTETS) {
            counts.withoutTemplate++;
            return;
        }
        waiting.add(set);
        waitingOctets += set.keptOctets();
        while (waitingOctets > MOST_WAITING_OCTETS) {
            waitingOctets -= waiting.remove().keptOctets();
            counts.withoutTemplate++;
        }
    }

    /** Takes out the sets that waited for a template. */
    List<WaitingSet> release(int setId) {
        List<WaitingSet> released = new ArrayList<>();
        waiting.removeIf(set -> {
            boolean isWanted = set.setId == setId;
            if (isWanted) {
                released.add(set);
                waitingOctets -= set.keptOctets();
            }
            return isWanted;
        });
        return released;
    }

    /** Nothing more will come: what still waits is lost. */
    void giveUpWaiting() {
        counts.withoutTemplate += waiting.size();
        waiting.clear();
        waitingOctets = 0;
    }

    /** What came from one address, over all its domains. */
    static final class Counts {
        long records;
        long flowRecords;
        long withoutTemplate;
        long malformed;
        long withoutAddresses;
        long unused;
        long lost;
        long sampling = 1;
        long observations;
        long lastNanos;
        boolean seesMacs;
        boolean seesBothWays;
    }
}
