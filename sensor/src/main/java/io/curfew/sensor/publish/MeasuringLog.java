package io.curfew.sensor.publish;

import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A log that keeps no record and only says how large they were; where asked, also how large they would be on the way to
 * Kafka. Each record goes into a stream, its length in four octets before it.
 */
public final class MeasuringLog implements RecordLog {
    private final boolean packs;
    private final DataOutputStream copies;
    private volatile long valueBytes;
    private volatile long wireBytes;

    /** @param packs whether each record is packed and compressed as the Kafka client does it */
    public MeasuringLog(boolean packs) {
        this(packs, OutputStream.nullOutputStream());
    }

    /**
     * @param packs whether each record is packed and compressed as the Kafka client does it
     * @param copies where each record goes
     */
    public MeasuringLog(boolean packs, OutputStream copies) {
        this.packs = packs;
        this.copies = new DataOutputStream(copies);
    }

    // One thread appends; others read when it has ended.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public Appending append(List<EncodedBatch> batches) {
        for (EncodedBatch batch : batches) {
            valueBytes += batch.value().length;
            copy(batch.value());
            if (packs) {
                byte[] key = batch.site().value().getBytes(StandardCharsets.UTF_8);
                SimpleRecord record = new SimpleRecord(0, key, batch.value());
                wireBytes += MemoryRecords.withRecords(KafkaRecordLog.COMPRESSION, record)
                        .sizeInBytes();
            }
        }
        return new Appending.Appended(batches.size());
    }

    private void copy(byte[] value) {
        try {
            copies.writeInt(value.length);
            copies.write(value);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Octets of all records before compression. */
    public long valueBytes() {
        return valueBytes;
    }

    /** Octets of all records packed as batches of Kafka's protocol; 0 when it was not asked to. */
    public long wireBytes() {
        return wireBytes;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
