package io.curfew.collector.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import io.curfew.policy.Command;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes down what people decide. What it has taken stands on the commands topic and will be done exactly once. */
public final class CommandLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private @Nullable Producer<String, byte[]> producer;

    public CommandLog(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Returns once Kafka has the command.
     *
     * @throws KafkaAwayException when Kafka does not say so in time; the command may have been written all the same
     */
    public void append(Command command) {
        append(List.of(command));
    }

    /**
     * Returns once Kafka has all the commands; those of one site are done in this order.
     *
     * @throws KafkaAwayException when Kafka does not say so in time; some may have been written all the same
     */
    public void append(List<? extends Command> commands) {
        try {
            List<Future<?>> written = new ArrayList<>();
            for (Command command : commands) {
                var line = new ProducerRecord<>(Topics.COMMANDS, command.site().value(), json(command));
                written.add(producer().send(line));
            }
            for (Future<?> one : written) {
                one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            throw new KafkaAwayException("the command could not be written", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException("interrupted while the command was written", interrupted);
        }
    }

    private byte[] json(Command command) {
        try {
            return mapper.writeValueAsBytes(command);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a command has no JSON form: " + command.getClass(), bug);
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = connection.writer("curfew-commands", PATIENCE);
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(PATIENCE);
        }
    }
}
