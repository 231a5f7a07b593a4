package io.curfew.collector.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.enrolment.Invitation;
import io.curfew.collector.enrolment.InvitationRegister;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sensors topic: who was enrolled, with which key, who was revoked, and who is invited. Holds as many sensors as
 * were ever enrolled, which people do one by one. What it has written is known here when it returns, elsewhere within
 * moments.
 */
public final class SensorLog implements EnrolledSensors, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SensorLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Twice as long, its transaction stays open. */
    private static final Duration PATIENCE_OF_A_TASK = Duration.ofSeconds(2);

    /** The one that is followed, should somebody have made the topic with more. */
    private static final int PARTITION = 0;
    /** Behind a sensor's key, which has one slash, as ids hold none. */
    private static final String REFUSED = "/refused";

    private static final int SLASHES_OF_REFUSAL = 2;
    private static final int SLASHES_OF_INVITATION = 3;

    private final FollowedTopic topic;
    private final KafkaConnection connection;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final Map<String, EnrolledSensor> sensors = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final KeptInvitations invitations = new KeptInvitations(new InvitationWriter(), this::hasCome);
    private @Nullable Producer<String, byte[]> producer;

    public SensorLog(KafkaConnection connection) {
        this.connection = connection;
        this.topic = new FollowedTopic(connection, "curfew-sensors", Topics.SENSORS, this::take);
    }

    /**
     * Reads the topic to its end, then follows it. The topic must exist.
     *
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    public void start() {
        topic.start();
    }

    private void take(ConsumerRecord<String, byte[]> line) {
        try {
            long slashes =
                    line.key().chars().filter(character -> character == '/').count();
            if (slashes == SLASHES_OF_INVITATION) {
                invitations.take(
                        line.key(),
                        line.value() == null
                                ? null
                                : CurfewJson.read(mapper, line.value(), KeptInvitations.Line.class));
            } else if (slashes == SLASHES_OF_REFUSAL) {
                Refusal refusal = CurfewJson.read(mapper, line.value(), Refusal.class);
                refusals.put(key(refusal.site(), refusal.sensor()), refusal);
            } else {
                EnrolledSensor sensor = CurfewJson.read(mapper, line.value(), EnrolledSensor.class);
                sensors.put(key(sensor.site(), sensor.sensor()), sensor);
            }
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.errorf("sensor unreadable, offset=%d reason=%s", line.offset(), malformed.getMessage());
        }
    }

    private static String key(SiteId site, SensorId sensor) {
        return site + "/" + sensor;
    }

    @Override
    public Optional<EnrolledSensor> find(SiteId site, SensorId sensor) {
        return Optional.ofNullable(sensors.get(key(site, sensor)));
    }

    @Override
    public List<EnrolledSensor> of(SiteId site) {
        return sensors.values().stream()
                .filter(sensor -> sensor.site().equals(site))
                .toList();
    }

    private boolean hasCome(Invitation invitation, Instant since) {
        return find(invitation.site(), invitation.sensor())
                .filter(sensor -> !sensor.at().isBefore(since))
                .isPresent();
    }

    @Override
    public boolean catchUp() {
        try {
            topic.awaitAllCommitted(PATIENCE_OF_A_TASK);
            return true;
        } catch (RetriableException away) {
            LOG.warnf("it is not known who was enrolled just now, reason=%s", away.getMessage());
            return false;
        }
    }

    @Override
    public Optional<Refusal> lastRefusal(SiteId site, SensorId sensor) {
        EnrolledSensor enrolled = sensors.get(key(site, sensor));
        return enrolled == null
                ? Optional.empty()
                : Optional.ofNullable(refusals.get(key(site, sensor)))
                        .filter(refusal -> !refusal.at().isBefore(enrolled.at()));
    }

    /** Does not wait for Kafka: whoever is told may be told by the next one. */
    @Override
    public void tell(Refusal refusal) {
        String key = key(refusal.site(), refusal.sensor());
        if (sensors.containsKey(key)) {
            refusals.put(key, refusal);
            var _ = producer().send(new ProducerRecord<>(Topics.SENSORS, PARTITION, key + REFUSED, json(refusal)));
        }
    }

    /**
     * Writes down what a sensor is from now on; returns once it is known here.
     *
     * @throws KafkaAwayException when Kafka does not answer in time; it may have been written all the same
     */
    public void write(EnrolledSensor sensor) {
        append(key(sensor.site(), sensor.sensor()), json(sensor));
    }

    private void append(String key, byte[] value) {
        var line = new ProducerRecord<>(Topics.SENSORS, PARTITION, key, value);
        try {
            RecordMetadata written = producer().send(line).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            topic.awaitTaken(written.offset() + 1);
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            throw new KafkaAwayException("it could not be written down", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException("interrupted while it was written down", interrupted);
        }
    }

    /** Who is invited to become one. */
    public InvitationRegister invitations() {
        return invitations;
    }

    private final class InvitationWriter implements KeptInvitations.Writer {
        @Override
        public void write(String key, KeptInvitations.Line line) {
            append(key, json(line));
        }

        @Override
        public void send(String key, KeptInvitations.@Nullable Line line) {
            var _ = producer()
                    .send(new ProducerRecord<>(Topics.SENSORS, PARTITION, key, line == null ? null : json(line)));
        }
    }

    private byte[] json(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("no JSON form: " + value.getClass(), bug);
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = connection.writer("curfew-sensors", PATIENCE);
        }
        return producer;
    }

    /** True once the sensors are known, as long as changes are. */
    public boolean isFollowing() {
        return topic.isFollowing();
    }

    /** True when it was started and has ended by itself. */
    public boolean hasFailed() {
        return topic.hasFailed();
    }

    @Override
    public synchronized void close() {
        topic.close();
        if (producer != null) {
            producer.close(PATIENCE);
        }
    }
}
