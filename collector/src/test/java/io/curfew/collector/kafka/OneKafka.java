package io.curfew.collector.kafka;

import io.curfew.collector.OwnServers;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

/** A real Kafka with the topics of the collector, of which the tests of one class have the use. */
@OwnServers
abstract class OneKafka {
    @TempDir
    private static Path kafka;

    private static LocalStack stack;

    static KafkaConnection connection;

    @BeforeAll
    static void startKafka() throws IOException, InterruptedException {
        stack = LocalStack.start(kafka, EnumSet.of(Part.KAFKA));
        connection = new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
        new TopicSetup(connection, 2, (short) 1).createMissing();
    }

    @AfterAll
    static void stopKafka() throws IOException {
        stack.close();
    }
}
