package io.curfew.sensor.publish;

import io.curfew.events.SiteId;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Tries twice to append to a broker that is not there, and says each time what came of it. A program of its own. */
final class AppendAttempts {
    private static final EncodedBatch BATCH = new EncodedBatch(new SiteId("lisbon"), 0, new byte[10], 1, Instant.EPOCH);

    private AppendAttempts() {}

    /** @param arguments the broker, how many batches, and the file of the authority where there is TLS */
    public static void main(String[] arguments) throws InterruptedException {
        KafkaTls tls = arguments.length > 2 ? new KafkaTls(Path.of(arguments[2]), null, null) : null;
        KafkaRecordLog log =
                new KafkaRecordLog(List.of(arguments[0]), "curfew-sensor", "observations-of-nobody", tls, null);
        List<EncodedBatch> batches = Collections.nCopies(Integer.parseInt(arguments[1]), BATCH);
        for (int attempt = 0; attempt < 2; attempt++) {
            System.out.println(log.append(batches));
        }
        log.close();
        System.out.println("closed");
    }
}
