package io.curfew.sensor.publish;

import io.curfew.events.wire.SensorKey;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.management.JMException;

import java.io.IOException;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One Kafka topic, written with an idempotent producer. Connects when the first record comes. An error that a producer
 * does not survive costs the producer, not the record: the next attempt makes a new one, and should the record get into
 * the topic twice, its sequence number tells.
 */
public final class KafkaRecordLog implements RecordLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordLog.class);

    /** The quickest: others take a megabyte more and twice the time, and spare a twentieth of the octets. */
    private static final int COMPRESSION_LEVEL = 1;

    /** How the producer compresses: one batch a record, so the window never spans two. */
    static final Compression COMPRESSION =
            Compression.zstd().level(COMPRESSION_LEVEL).build();

    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int ATTEMPT_MILLIS = 10_000;
    private static final int RECONNECT_MILLIS = 2_000;

    /** The client answers before that, unless the thread is gone in which it sends. */
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(4 * ATTEMPT_MILLIS);

    private final List<String> bootstrap;
    private final Map<String, Object> settings;
    private final String topic;
    private final @Nullable KafkaTls tls;
    private final @Nullable PrivateKey key;
    private final Producers producers;
    private final Duration longestAnswer;
    private @Nullable Producer<String, byte[]> producer;
    /** True while the broker refuses the time of all that this machine sends: one record is tried for all. */
    private boolean triesOne;

    /** Makes what writes into the topic. */
    @FunctionalInterface
    interface Producers {
        /** @throws IOException when a file of TLS cannot be read or is not what it should be */
        Producer<String, byte[]> make() throws IOException;
    }

    /** A log without TLS. */
    public KafkaRecordLog(List<String> bootstrap, String clientId, String topic, @Nullable PrivateKey key) {
        this(bootstrap, clientId, topic, null, key);
    }

    /**
     * @param bootstrap brokers as host:port
     * @param clientId names the sensor in the broker's logs and quotas
     * @param tls absent: the connection is not encrypted
     * @param key signs each batch; absent: none is signed
     */
    public KafkaRecordLog(
            List<String> bootstrap, String clientId, String topic, @Nullable KafkaTls tls, @Nullable PrivateKey key) {
        this.tls = tls;
        this.key = key;
        this.topic = topic;
        this.producers = this::connect;
        this.longestAnswer = LONGEST_ANSWER;
        this.bootstrap = List.copyOf(bootstrap);
        this.settings = Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrap)),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"),
                Map.entry(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, COMPRESSION_LEVEL),
                // A batch is full or old when it gets here: there is nothing to wait for.
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) ATTEMPT_MILLIS),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ATTEMPT_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * ATTEMPT_MILLIS),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, (long) RECONNECT_MILLIS),
                Map.entry(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, ""),
                Map.entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));
    }

    /** A log without TLS and signatures that others write for it. */
    KafkaRecordLog(String topic, Producers producers, Duration longestAnswer) {
        this.topic = topic;
        this.producers = producers;
        this.longestAnswer = longestAnswer;
        this.bootstrap = List.of();
        this.settings = Map.of();
        this.tls = null;
        this.key = null;
    }

    @Override
    public Appending append(List<EncodedBatch> oldest) throws InterruptedException {
        List<EncodedBatch> batches = triesOne ? oldest.subList(0, 1) : oldest;
        int appended = 0;
        try {
            List<Future<RecordMetadata>> answers = new ArrayList<>(batches.size());
            for (EncodedBatch batch : batches) {
                answers.add(producer().send(line(batch)));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get(longestAnswer.toMillis(), TimeUnit.MILLISECONDS);
                appended++;
            }
            triesOne = false;
            return new Appending.Appended(appended);
        } catch (ExecutionException failed) {
            Appending result = failed(appended, batches.size(), failed.getCause() == null ? failed : failed.getCause());
            return triesOne && appended == 0 && batches.size() > 1 ? append(oldest) : result;
        } catch (InterruptException interrupted) {
            InterruptedException asked = new InterruptedException();
            asked.initCause(interrupted);
            throw asked;
        } catch (TimeoutException gone) {
            return failed(appended, batches.size(), new IOException("the client does not answer", gone));
        } catch (KafkaException | IllegalStateException | IOException failed) {
            return failed(appended, batches.size(), failed);
        } catch (Exception failed) {
            if (failed instanceof JMException) {
                String advice = "no connection can be set up, look at the files of TLS: " + reason(failed);
                return failed(appended, batches.size(), new IOException(advice, failed));
            }
            throw failed;
        }
    }

    private ProducerRecord<String, byte[]> line(EncodedBatch batch) {
        ProducerRecord<String, byte[]> line =
                new ProducerRecord<>(topic, batch.site().value(), batch.value());
        if (key != null) {
            line.headers().add(SensorKey.HEADER, SensorKey.sign(key, batch.value()));
        }
        return line;
    }

    /**
     * Whatever still is under way of several records must not overtake the one that failed: it goes with the producer.
     */
    private Appending failed(int appended, int batches, Throwable cause) {
        boolean isOfTheTime = cause instanceof InvalidTimestampException;
        // Of several records Kafka says only that they are invalid, of one why.
        triesOne = isOfTheTime || (cause instanceof InvalidRecordException && batches > 1);
        boolean isOfTheRecord =
                isOfTheTime || cause instanceof RetriableException || cause instanceof RecordTooLargeException;
        if (!isOfTheRecord || batches > 1) {
            close();
        }
        if (appended > 0) {
            return new Appending.Appended(appended);
        }
        String reason = reason(cause);
        // No switch over the types: see BatchWriter.
        if (cause instanceof RecordTooLargeException) {
            return new Appending.Refused(reason);
        }
        if (isOfTheTime) {
            return new Appending.Postponed(
                    "the clocks of this machine and of the broker differ too much, set them: " + reason);
        }
        return new Appending.Unreachable(reason);
    }

    private static String reason(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /**
     * Looks whether a connection can be set up at all.
     *
     * @throws IOException when a file of TLS cannot be read or is not what it should be
     */
    public void check() throws IOException {
        allSettings();
    }

    /** With the files as they are now: certificates get renewed. */
    private Map<String, Object> allSettings() throws IOException {
        Map<String, Object> all = new HashMap<>(settings);
        if (tls != null) {
            all.putAll(tls.settings());
        }
        return all;
    }

    private Producer<String, byte[]> producer() throws IOException {
        if (producer == null) {
            producer = producers.make();
        }
        return producer;
    }

    private Producer<String, byte[]> connect() throws IOException {
        // Looked up before, so that it is said: why no producer could be made is lost as it closes itself.
        ClientUtils.parseAndValidateAddresses(bootstrap, ClientDnsLookup.USE_ALL_DNS_IPS);
        return new KafkaProducer<>(allSettings(), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Takes it as closed whatever happens. Where there is no server of management beans, a producer ends its closing
     * with a {@link JMException} that it does not declare ({@link NoManagementServer}).
     */
    @Override
    public void close() {
        Producer<String, byte[]> closing = producer;
        producer = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close(Duration.ZERO);
        } catch (Exception closedAnyhow) {
            LOG.atDebug().addKeyValue("reason", closedAnyhow.toString()).log("producer closed");
        }
    }
}
