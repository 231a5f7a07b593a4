package io.curfew.collector.store.opensearch;

import com.sun.net.httpserver.HttpExchange;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a bulk that a server takes for too large, or refuses as a whole. */
class BulkTest {
    private static final int MOST_OCTETS = 4_000;
    private static final String REFUSED = "an-id-that-is-refused";
    private static final String WHOLE_REFUSAL = """
            {"error":{"type":"action_request_validation_exception",\
            "reason":"Validation Failed: 1: an id is too long;"},"status":400}""";
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    private final List<String> kept = new ArrayList<>();
    private StubServer stub;

    @BeforeEach
    void start() throws IOException {
        stub = new StubServer("/_bulk", this::answer);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (body.length > MOST_OCTETS) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            if (new String(body, StandardCharsets.UTF_8).contains(REFUSED)) {
                StubServer.send(exchange, 400, WHOLE_REFUSAL);
                return;
            }
            ID.matcher(new String(body, StandardCharsets.UTF_8)).results().forEach(found -> kept.add(found.group(1)));
            StubServer.send(exchange, 200, "{\"errors\":false}");
        }
    }

    private List<Rejection> write(List<Change> changes) {
        return new Bulk(stub.server(), false).write(changes);
    }

    @Test
    void whatIsTooLargeTogetherIsWrittenInParts() {
        List<String> ids =
                IntStream.range(0, 30).mapToObj(number -> "f" + number).toList();

        List<Rejection> rejections = write(
                ids.stream().<Change>map(id -> Samples.flow(LISBON, id, NOON)).toList());

        assertThat(rejections).isEmpty();
        assertThat(kept).containsExactlyElementsOf(ids);
    }

    @Test
    void whatIsTooLargeByItselfIsRefusedAndTheRestIsKept() {
        Change small = Samples.flow(LISBON, "f1", NOON);
        Change large = Samples.flow(LISBON, "f2" + "x".repeat(MOST_OCTETS), NOON);

        assertThat(write(List.of(small, large))).singleElement().satisfies(rejection -> {
            assertThat(rejection.change()).isSameAs(large);
            assertThat(rejection.reason()).contains("as large");
        });
        assertThat(kept).containsExactly("f1");
    }

    @Test
    void oneForWhichTheWholeRequestIsRefusedIsRefusedAloneAndTheRestIsKept() {
        Change before = Samples.flow(LISBON, "f1", NOON);
        Change refused = Samples.flow(LISBON, REFUSED, NOON);
        Change after = Samples.flow(LISBON, "f3", NOON);

        assertThat(write(List.of(before, refused, after))).singleElement().satisfies(rejection -> {
            assertThat(rejection.change()).isSameAs(refused);
            assertThat(rejection.reason()).contains("an id is too long");
        });
        assertThat(kept).containsExactly("f1", "f3");
    }
}
