package io.curfew.events.wire;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;

/**
 * Writes a batch as the value of one Kafka record. What it writes, {@link BatchReader} reads back equal. The octets are
 * those that the generated {@code ObservationBatch} gives. One writer serves one thread and keeps its memory from batch
 * to batch. A batch is written whole, or bit by bit: then nothing need be kept of an observation.
 *
 * <p>Times from 1677 to 2262 can be written; other values that the schema cannot hold are refused with an
 * {@link IllegalArgumentException}, since a sensor that makes them is wrong.
 */
public final class BatchWriter {
    /**
     * The most octets of one observation: several times what the largest packet can say. What is made of it must fit
     * into records of Kafka.
     */
    static final int LARGEST_OBSERVATION_OCTETS = 256 * 1024;

    private static final int USUAL_OCTETS = 64 * 1024;

    private final WireOutput out = new WireOutput(USUAL_OCTETS);

    /** The batch as protobuf octets. */
    public byte[] write(ObservationBatch batch) {
        begin(batch.site(), batch.sensor(), batch.run(), batch.sequence());
        for (Observation observation : batch.observations()) {
            append(observation);
        }
        return octets();
    }

    /** Begins a batch, and lets go of one that was begun before. */
    public void begin(SiteId site, SensorId sensor, String run, long sequence) {
        out.clear();
        out.stringUnlessEmpty(1, site.value());
        out.stringUnlessEmpty(2, sensor.value());
        out.stringUnlessEmpty(3, run);
        out.varintUnlessZero(4, sequence);
    }

    /**
     * Adds an observation to the batch; false when the batch would then have more than {@code mostOctets}, or the
     * observation is so large that nobody takes it.
     */
    public boolean add(Observation observation, int mostOctets) {
        int before = out.length();
        boolean isAdded = false;
        try {
            append(observation);
            isAdded = out.length() <= mostOctets && out.length() - before <= LARGEST_OBSERVATION_OCTETS;
        } finally {
            if (!isAdded) {
                out.takeBack(before);
            }
        }
        return isAdded;
    }

    private void append(Observation observation) {
        int start = out.begin(5);
        write(observation);
        out.end(start);
    }

    /** The batch so far as protobuf octets. */
    public byte[] octets() {
        return out.toByteArray();
    }

    private void write(Observation observation) {
        out.fixed64UnlessZero(1, WireValues.nanos(observation.at()));
        // No switch over the types: what the JVM makes for one when it first comes there takes as long as all the rest
        // of a sensor's start. A test holds each kind to its branch.
        if (observation instanceof FlowObservation flow) {
            int start = out.begin(2);
            FlowFields.write(out, flow);
            out.end(start);
        } else if (observation instanceof DnsObservation dns) {
            int start = out.begin(3);
            DnsFields.write(out, dns);
            out.end(start);
        } else if (observation instanceof DhcpObservation dhcp) {
            int start = out.begin(4);
            DeviceFields.write(out, dhcp);
            out.end(start);
        } else if (observation instanceof NeighborObservation neighbor) {
            int start = out.begin(5);
            DeviceFields.write(out, neighbor);
            out.end(start);
        } else if (observation instanceof NtpObservation ntp) {
            int start = out.begin(6);
            DeviceFields.write(out, ntp);
            out.end(start);
        } else if (observation instanceof AnnouncementObservation announcement) {
            int start = out.begin(7);
            DeviceFields.write(out, announcement);
            out.end(start);
        } else if (observation instanceof StatusObservation status) {
            int start = out.begin(8);
            StatusFields.write(out, status);
            out.end(start);
        } else if (observation instanceof RouterAdvertisementObservation advertisement) {
            int start = out.begin(9);
            DeviceFields.write(out, advertisement);
            out.end(start);
        } else {
            throw new IllegalArgumentException("a kind that cannot be written: " + observation.getClass());
        }
    }
}
