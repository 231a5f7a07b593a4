package io.curfew.collector.notify;

import io.curfew.collector.configuration.NotificationChannel.Kind;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A way to tell of alerts that an operator has named, without mistakes.
 *
 * @param name the operator's name for it: lower-case letters, digits and hyphens
 * @param kind what is spoken
 * @param target whereto
 * @param login who says so
 * @param trust certificates to believe; absent: those of the machine
 * @param timeout the longest that a message may take
 * @param gather the least time between two messages
 * @param filter what is told
 * @param mail for that kind
 * @param broker for that kind
 */
public record Channel(
        String name,
        Kind kind,
        URI target,
        Login login,
        @Nullable Path trust,
        Duration timeout,
        Duration gather,
        Filter filter,
        Mail mail,
        Broker broker) {

    /**
     * Who says so.
     *
     * @param username a name; absent where nobody asks
     * @param secret its password, or the key of signatures
     * @param token a bearer token
     */
    public record Login(
            @Nullable String username,
            @Nullable String secret,
            @Nullable String token) {
        /** Says nothing of secrets. */
        @Override
        public String toString() {
            return "Login of " + username;
        }
    }

    /**
     * Between whom mail goes.
     *
     * @param from the sender
     * @param to the receivers
     * @param startTls whether nothing goes out without TLS
     */
    public record Mail(String from, List<String> to, boolean startTls) {
        public Mail {
            to = List.copyOf(to);
        }
    }

    /**
     * Where on a broker.
     *
     * @param topic how topics begin
     * @param discovery how the topics begin that Home Assistant reads
     */
    public record Broker(String topic, String discovery) {}

    /**
     * The target as it may be shown: without a user, and of a webhook without its path and question, which often are
     * secrets.
     */
    public String shownTarget() {
        String shown = target.getScheme() + "://" + host() + (target.getPort() < 0 ? "" : ":" + target.getPort());
        return kind == Kind.WEBHOOK
                        && target.getRawPath() != null
                        && target.getRawPath().length() > 1
                ? shown + "/…"
                : shown;
    }

    /** The target's host; a target without one is no target. */
    public String host() {
        return target.getHost();
    }

    /** The target's port, or {@code otherwise} where it names none. */
    public int portOr(int otherwise) {
        return target.getPort() < 0 ? otherwise : target.getPort();
    }

    /** Says nothing of secrets. */
    @Override
    public String toString() {
        return name + " (" + kind + " " + shownTarget() + ")";
    }
}
