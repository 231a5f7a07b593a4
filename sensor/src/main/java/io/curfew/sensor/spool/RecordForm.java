package io.curfew.sensor.spool;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.curfew.events.SiteId;
import io.curfew.sensor.publish.EncodedBatch;
import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A batch as a record of a segment, big-endian: {@value #MARK} as mark, octets of the body, CRC32C of the body; then
 * the body: sequence (8), time of the oldest observation in nanoseconds since 1970 (8), observations (4), octets of the
 * value (4), octets of the site's id (1), the site's id, the value compressed with zstd.
 */
final class RecordForm {
    /** Begins each record, so that the next one is found behind damage. */
    static final int MARK = 0x43465352;

    static final int HEAD_BYTES = 12;

    /** No body is longer: a value has at most 900,000 octets. */
    static final int MOST_BODY_BYTES = 1 << 20;

    private static final int FIXED_BODY_BYTES = 25;
    private static final int LEVEL = 3;

    private RecordForm() {}

    static byte[] write(EncodedBatch batch) {
        byte[] site = batch.site().value().getBytes(StandardCharsets.UTF_8);
        byte[] value = Zstd.compress(batch.value(), LEVEL);
        int bodyBytes = FIXED_BODY_BYTES + site.length + value.length;
        ByteBuffer record = ByteBuffer.allocate(HEAD_BYTES + bodyBytes);
        record.position(HEAD_BYTES)
                .putLong(batch.sequence())
                .putLong(Duration.between(Instant.EPOCH, batch.oldest()).toNanos())
                .putInt(batch.observations())
                .putInt(batch.value().length)
                .put((byte) site.length)
                .put(site)
                .put(value);
        record.putInt(0, MARK).putInt(4, bodyBytes).putInt(8, checksum(record.array(), HEAD_BYTES, bodyBytes));
        return record.array();
    }

    static int checksum(byte[] octets, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(octets, offset, length);
        return (int) checksum.getValue();
    }

    /** The batch in a body whose checksum is right; absent when it makes no sense all the same. */
    static @Nullable EncodedBatch read(byte[] body) {
        ByteBuffer fields = ByteBuffer.wrap(body);
        try {
            long sequence = fields.getLong();
            Instant oldest = Instant.EPOCH.plusNanos(fields.getLong());
            int observations = fields.getInt();
            int valueBytes = fields.getInt();
            byte[] site = new byte[fields.get() & 0xff];
            fields.get(site);
            byte[] compressed = new byte[fields.remaining()];
            fields.get(compressed);
            if (valueBytes < 0 || valueBytes > MOST_BODY_BYTES || observations < 0) {
                return null;
            }
            byte[] value = Zstd.decompress(compressed, valueBytes);
            return new EncodedBatch(
                    new SiteId(new String(site, StandardCharsets.UTF_8)), sequence, value, observations, oldest);
        } catch (BufferUnderflowException | IllegalArgumentException | ZstdException nonsense) {
            return null;
        }
    }
}
