package io.curfew.sensor.publish;

import io.curfew.events.SiteId;
import org.apache.kafka.common.protocol.Errors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does what a delivery does as far as that goes with no broker, so that a cache of the program knows it. */
public final class Rehearsal {
    /** The discard port: nobody listens there, and a connection to this machine itself fails at once. */
    private static final List<String> NOBODY = List.of("127.0.0.1:9");

    private static final short NO_ERROR = 0;
    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

    private Rehearsal() {}

    /** Compresses what the outbox holds as a producer does, and tries to send it. */
    public static void of(Outbox outbox) throws InterruptedException {
        // What a broker's first answer is read with: a class for each error that it may hold.
        Errors.forCode(NO_ERROR);
        new MeasuringLog(true)
                .append(List.of(new EncodedBatch(
                        new SiteId("rehearsal"), 0, new byte[OpenBatch.LARGEST_RECORD_BYTES], 0, Instant.EPOCH)));
        try (Publication publication =
                new Publication(outbox, new KafkaRecordLog(NOBODY, "curfew-sensor-rehearsal", "rehearsal", null))) {
            publication.start();
            publication.finish(LONG_ENOUGH);
        }
    }
}
