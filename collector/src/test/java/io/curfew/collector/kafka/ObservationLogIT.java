package io.curfew.collector.kafka;

import io.curfew.collector.OwnServers;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of reading observations again on a real Kafka, while that goes on. */
@OwnServers
class ObservationLogIT {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final int BATCHES = 10;

    @TempDir
    private Path folder;

    private LocalStack stack;
    private KafkaConnection connection;
    private ObservationLog log;

    @BeforeEach
    void aRecordOfOneSite() throws IOException, InterruptedException, ExecutionException {
        stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA));
        connection = new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
        new TopicSetup(connection, 1, (short) 1).createMissing();
        log = new ObservationLog(connection);
        try (Producer<String, byte[]> sensor =
                new KafkaProducer<>(connection.settings(), new StringSerializer(), new ByteArraySerializer())) {
            for (int sequence = 0; sequence < BATCHES; sequence++) {
                ObservationBatch batch = new ObservationBatch(LISBON, new SensorId("attic"), "r", sequence, List.of());
                sensor.send(new ProducerRecord<>(Topics.OBSERVATIONS, LISBON.value(), new BatchWriter().write(batch)))
                        .get();
            }
            // Something put aside, so that the reader hears before the observations are read.
            sensor.send(new ProducerRecord<>(Topics.REJECTED, LISBON.value(), new byte[0]))
                    .get();
        }
    }

    @AfterEach
    void stop() throws IOException {
        stack.close();
    }

    /** Reads all there is, and does something once before the first batch. */
    private List<Long> readAfter(Runnable deed) {
        List<Long> sequences = new ArrayList<>();
        log.read(LISBON, Instant.EPOCH, new ObservationLog.Reader() {
            private boolean isDone;

            @Override
            public void take(ObservationBatch batch) {
                sequences.add(batch.sequence());
            }

            @Override
            public boolean reached(double done) {
                if (!isDone) {
                    isDone = true;
                    deed.run();
                }
                return true;
            }
        });
        return sequences;
    }

    private void deleteBefore(long offset) {
        try (Admin admin = Admin.create(connection.settings())) {
            admin.deleteRecords(
                            Map.of(new TopicPartition(Topics.OBSERVATIONS, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopKafka() {
        try {
            stack.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void whatIsDeletedMeanwhileIsMissedAndNothingElse() {
        assertThat(readAfter(() -> deleteBefore(4))).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    @Timeout(120)
    void whereKafkaGoesMeanwhileThatIsSaid() {
        assertThatThrownBy(() -> readAfter(this::stopKafka)).isInstanceOf(KafkaAwayException.class);
    }
}
