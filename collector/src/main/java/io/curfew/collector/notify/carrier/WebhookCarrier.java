package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts messages as JSON, signed where there is a secret. Follows no redirect: a message goes where it was sent. */
final class WebhookCarrier implements Carrier {
    private static final int MOST_CHANGES = 100;
    private static final int TOO_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_TROUBLE = 500;

    private final Channel channel;
    private final NoticeJson json;
    private final Clock clock;
    private final HttpClient client;
    private final @Nullable Signature signature;

    WebhookCarrier(Channel channel, Links links, Clock clock) {
        this.channel = channel;
        this.json = new NoticeJson(links);
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(channel.timeout())
                .sslContext(Trust.context(channel.trust()))
                .build();
        String secret = channel.login().secret();
        this.signature = secret == null ? null : new Signature(secret);
    }

    @Override
    public int mostChanges() {
        return MOST_CHANGES;
    }

    @Override
    public Delivery carry(Notice notice) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request(json.message(notice)), HttpResponse.BodyHandlers.discarding());
        try {
            return delivery(answer.get(channel.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException away) {
            return Delivery.away(Reason.of(away));
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(channel.target())
                .timeout(channel.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Curfew")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String token = channel.login().token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (signature != null) {
            long seconds = clock.instant().getEpochSecond();
            request.header("Curfew-Timestamp", Long.toString(seconds));
            request.header("Curfew-Signature", signature.of(seconds, body));
        }
        return request.build();
    }

    private Delivery delivery(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status < FIRST_REDIRECT) {
            return Delivery.taken();
        }
        if (status < FIRST_REFUSAL) {
            return Delivery.refused("the host answers " + status + ", a redirect: set the target to where it points");
        }
        if (status >= FIRST_TROUBLE || status == TOO_MANY || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
            return new Delivery.Away("the host answers " + status, retryAfter(response));
        }
        return Delivery.refused("the host answers " + status + ": look at the target, the secret and the token");
    }

    private @Nullable Duration retryAfter(HttpResponse<Void> response) {
        String wanted = response.headers().firstValue("Retry-After").orElse("").strip();
        try {
            if (wanted.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(wanted));
            }
            if (!wanted.isEmpty()) {
                Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(wanted));
                Duration wait = Duration.between(clock.instant(), until);
                return wait.isNegative() ? null : wait;
            }
        } catch (DateTimeParseException malformed) {
            return null;
        }
        return null;
    }
}
