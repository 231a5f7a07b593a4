package io.curfew.sensor.imports.pihole;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.sensor.imports.log.JsonFields;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A session with a Pi-hole of version 6: it signs in when it must, and signs out at the end, since a Pi-hole keeps few
 * sessions. Gives up an answer that is not there as a whole within {@code 30 s}. For one thread.
 */
final class PiholeSession implements AutoCloseable {
    /** Of one answer: a thousand questions with all that is said of them take about 400 KiB. */
    private static final int LONGEST_ANSWER_OCTETS = 1024 * 1024;

    private static final int LONGEST_PASSWORD_OCTETS = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final PiholeSettings settings;
    private final Duration patience;
    private @Nullable HttpClient client;
    private @Nullable String sid;

    PiholeSession(PiholeSettings settings) {
        this(settings, PATIENCE);
    }

    PiholeSession(PiholeSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /**
     * The answer to a question at {@code path}, signed in anew when the session has ended.
     *
     * @throws IOException with a reason for a person when there is none
     */
    String get(String path) throws IOException, InterruptedException {
        if (sid == null && settings.passwordFile() != null) {
            signIn(settings.passwordFile());
        }
        Answer answer = send(request(path).GET().build());
        if (answer.status == UNAUTHORIZED && settings.passwordFile() != null) {
            signIn(settings.passwordFile());
            answer = send(request(path).GET().build());
        }
        return switch (answer.status) {
            case OK -> answer.body;
            case UNAUTHORIZED -> throw new IOException("the password is needed, or is refused");
            default -> throw new IOException("answers with status " + answer.status);
        };
    }

    private record Answer(int status, String body) {}

    private void signIn(Path passwordFile) throws IOException, InterruptedException {
        sid = null;
        Answer answer = send(request("/api/auth")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(credentials(password(passwordFile))))
                .build());
        JsonFields fields = JsonFields.of(answer.body);
        if (answer.status == UNAUTHORIZED) {
            throw new IOException("the password is refused");
        }
        if (answer.status != OK || fields == null) {
            throw new IOException("signing in is answered with status " + answer.status);
        }
        if (!fields.text("session.valid").equals("true")) {
            throw new IOException("the password is refused");
        }
        String given = fields.text("session.sid");
        // Without a password on the Pi-hole's side the session has no id.
        sid = given.isEmpty() ? null : given;
    }

    private static String password(Path file) throws IOException {
        if (Files.size(file) > LONGEST_PASSWORD_OCTETS) {
            throw new IOException(file + " is too long for a password");
        }
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }

    private static String credentials(String password) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("password", password);
            json.writeEndObject();
        }
        return text.toString();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path));
        if (sid != null) {
            request.header("X-FTL-SID", sid);
        }
        return request;
    }

    private String base() {
        String url = settings.url().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpClient using = client;
        if (using == null) {
            using = HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = using;
        }
        // The timeout of a request ends with the headers, and waits for the rest without end.
        CompletableFuture<HttpResponse<byte[]>> answer =
                using.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER_OCTETS));
        try {
            HttpResponse<byte[]> whole = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(whole.statusCode(), new String(whole.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException late) {
            throw new IOException("no whole answer within " + patience.toSeconds() + " s", late);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IllegalStateException(broken);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        HttpClient using = client;
        if (using == null) {
            return;
        }
        try {
            if (sid != null) {
                send(request("/api/auth").DELETE().build());
            }
        } catch (IOException gone) {
            sid = null;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        using.shutdownNow();
        client = null;
    }
}
