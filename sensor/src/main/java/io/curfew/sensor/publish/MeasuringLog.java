package io.curfew.sensor.publish;

import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A log that forgets each record at once and only says how large they were; where asked, also how large they would be
 * on the way to Kafka.
 */
public final class MeasuringLog implements RecordLog {
    private final boolean packs;
    private volatile long valueBytes;
    private volatile long wireBytes;

    /** @param packs whether each record is packed and compressed as the Kafka client does it */
    public MeasuringLog(boolean packs) {
        this.packs = packs;
    }

    // One thread appends; others read when it has ended.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public Appending append(List<EncodedBatch> batches) {
        for (EncodedBatch batch : batches) {
            valueBytes += batch.value().length;
            if (packs) {
                byte[] key = batch.site().value().getBytes(StandardCharsets.UTF_8);
                SimpleRecord record = new SimpleRecord(0, key, batch.value());
                wireBytes += MemoryRecords.withRecords(KafkaRecordLog.COMPRESSION, record)
                        .sizeInBytes();
            }
        }
        return new Appending.Appended(batches.size());
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
