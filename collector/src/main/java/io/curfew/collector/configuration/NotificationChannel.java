package io.curfew.collector.configuration;

import io.curfew.policy.Severity;
import io.smallrye.config.WithDefault;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One way to tell of alerts: what kind, whereto, who says so, and what is told. */
public interface NotificationChannel {
    /** What is spoken there. */
    Kind kind();

    /**
     * Whereto: {@code https://host/path} for a webhook, {@code mqtts://host} or {@code mqtt://host} for a broker,
     * {@code smtp://host:587} (STARTTLS) or {@code smtps://host} for mail, {@code udp://}, {@code tcp://} or
     * {@code tls://host} for syslog.
     */
    Optional<URI> target();

    /** A file that holds the target instead, for addresses that are secrets themselves. */
    Optional<Path> targetFile();

    /** Who says so, to a broker or a mail server. */
    Optional<String> username();

    /** The user's password; for a webhook the key that messages are signed with. */
    Optional<String> secret();

    /** A file that holds the secret instead. */
    Optional<Path> secretFile();

    /** A file that holds a token for {@code Authorization: Bearer}, for webhooks that ask for one. */
    Optional<Path> tokenFile();

    /** Certificates to believe instead of the machine's own, as PEM. */
    Optional<Path> trust();

    /** Whether mail goes out by {@code smtp://} only when the server offers TLS. */
    @WithDefault("true")
    boolean starttls();

    /** Who the mail is from. */
    Optional<String> from();

    /** Whom the mail is for. */
    Optional<List<String>> to();

    /** How the topics of a broker begin. */
    @WithDefault("curfew")
    String topic();

    /** Where Home Assistant looks for what there is. */
    @WithDefault("homeassistant")
    String discovery();

    /** The least severity that is told. */
    @WithDefault("medium")
    Severity severity();

    /** The sites that are told of; absent: all. */
    Optional<List<String>> sites();

    /** The ids of the rules and detections that are told of; absent: all. */
    Optional<List<String>> rules();

    /** Whether it is told as well that a matter is over. */
    @WithDefault("false")
    boolean resolved();

    /** The least time between two messages; what happens meanwhile comes together in the next one. */
    @WithDefault("1m")
    Duration gather();

    /** What a channel speaks, and the schemes by which it is reached. */
    enum Kind {
        WEBHOOK,
        MQTT,
        MAIL,
        SYSLOG;

        /** The schemes that a target of the kind may have, those by TLS first. */
        public List<String> schemes() {
            return switch (this) {
                case WEBHOOK -> List.of("https", "http");
                case MQTT -> List.of("mqtts", "mqtt");
                case MAIL -> List.of("smtp", "smtps");
                case SYSLOG -> List.of("tls", "tcp", "udp");
            };
        }

        /** True when a target by that scheme is of the kind. */
        public boolean speaks(@Nullable String scheme) {
            return scheme != null && schemes().contains(scheme);
        }
    }
}
