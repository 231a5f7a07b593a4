package io.curfew.collector.correlate;

import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.SensorKey;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether a batch is by the sensor in whose name it comes. A signed batch may be by a sensor that was enrolled
 * elsewhere a moment ago: before one is refused, Kafka is asked for what is not known here yet. For one thread.
 */
final class SignatureCheck {
    private static final Logger LOG = Logger.getLogger(SignatureCheck.class);
    private static final Duration BETWEEN_TELLINGS = Duration.ofMinutes(1);

    private final EnrolledSensors sensors;
    private final SignatureDemand demand;
    private final LatestEnrolments latest;
    private long loggedMillis = Long.MIN_VALUE / 2;

    /** @param latest of the same sensors */
    SignatureCheck(EnrolledSensors sensors, SignatureDemand demand, LatestEnrolments latest) {
        this.sensors = sensors;
        this.demand = demand;
        this.latest = latest;
    }

    /**
     * Why a batch is not taken; empty when it is.
     *
     * @param octets what the batch was read from
     * @param headers of its record
     * @param nowMillis by the wall clock
     */
    Optional<String> refusal(ObservationBatch batch, byte[] octets, Headers headers, long nowMillis) {
        Header header = headers.lastHeader(SensorKey.HEADER);
        byte[] signature = header == null ? null : header.value();
        String reason = reason(batch, octets, signature);
        if (reason != null && signature != null && latest.areKnown()) {
            reason = reason(batch, octets, signature);
        }
        if (reason != null) {
            tell(batch, reason, nowMillis);
        }
        return Optional.ofNullable(reason);
    }

    private @Nullable String reason(ObservationBatch batch, byte[] octets, byte @Nullable [] signature) {
        EnrolledSensor sensor = sensors.find(batch.site(), batch.sensor()).orElse(null);
        if (sensor != null && sensor.isRevoked()) {
            return "the sensor was revoked";
        }
        SensorKey key = sensor == null ? null : sensor.publicKey();
        if (signature == null) {
            boolean isWanted = key != null || demand == SignatureDemand.REQUIRED;
            return isWanted ? "the batch is not signed" : null;
        }
        if (key == null) {
            return "the batch is signed, but no key of this sensor is known";
        }
        return key.hasSigned(octets, signature) ? null : "the signature is not by this sensor's key";
    }

    private void tell(ObservationBatch batch, String reason, long nowMillis) {
        Instant now = Instant.ofEpochMilli(nowMillis);
        boolean isTold = sensors.lastRefusal(batch.site(), batch.sensor())
                .filter(last -> last.at().plus(BETWEEN_TELLINGS).isAfter(now))
                .isPresent();
        if (!isTold) {
            sensors.tell(new Refusal(batch.site(), batch.sensor(), now, reason));
        }
        if (nowMillis - loggedMillis >= BETWEEN_TELLINGS.toMillis()) {
            loggedMillis = nowMillis;
            LOG.warnf("batch refused, site=%s sensor=%s reason=%s", batch.site(), batch.sensor(), reason);
        }
    }
}
