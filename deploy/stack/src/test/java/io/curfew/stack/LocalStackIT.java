package io.curfew.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.events.Topics;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class LocalStackIT {
    private static final Set<Part> SERVERS = EnumSet.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatTheServersWereToldIsThereAfterARestart(@TempDir Path folder) throws Exception {
        try (LocalStack first = LocalStack.start(folder, SERVERS)) {
            produce(first, "lisbon", "a flow");
            put(first.openSearchUrl() + "/notes/_doc/1?refresh=true", "{\"text\":\"a document\"}");
            assertThat(topics(first)).contains(Topics.OBSERVATIONS, Topics.POLICY, Topics.ALERTS);
            assertThat(token(first, "lia").path("access_token").asText()).isNotEmpty();
        }

        try (LocalStack second = LocalStack.start(folder, SERVERS)) {
            assertThat(consumed(second)).containsExactly("a flow");
            assertThat(get(second.openSearchUrl() + "/notes/_doc/1")).contains("a document");
            assertThat(token(second, "lia").path("access_token").asText()).isNotEmpty();
        }
    }

    private static void produce(LocalStack stack, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, key, value)).get();
        }
    }

    private static List<String> consumed(LocalStack stack) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.kafkaBootstrapServers(),
                        "group.id",
                        "reader",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.COMMANDS));
            List<String> values = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(30)).forEach(consumed -> values.add(consumed.value()));
            return values;
        }
    }

    private static Set<String> topics(LocalStack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private JsonNode token(LocalStack stack, String person) throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=" + Credentials.CONSOLE_CLIENT + "&client_secret="
                + stack.credentials().of(Credentials.CONSOLE_CLIENT) + "&username=" + person + "&password="
                + URLEncoder.encode(stack.credentials().of(person), StandardCharsets.UTF_8);
        return new ObjectMapper()
                .readTree(body(HttpRequest.newBuilder(URI.create(stack.realmUrl() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))));
    }

    private void put(String url, String json) throws IOException, InterruptedException {
        body(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String get(String url) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(URI.create(url)));
    }

    private String body(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }
}
