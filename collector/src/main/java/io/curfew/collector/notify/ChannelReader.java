package io.curfew.collector.notify;

import io.curfew.collector.configuration.NotificationChannel;
import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one channel of the settings; what is wrong with it goes to the mistakes. */
final class ChannelReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;:\\\\]+@[^\\s@<>\",;:\\\\]+");
    private static final Pattern TOPIC = Pattern.compile("[^+#\\p{Cntrl}/]+(/[^+#\\p{Cntrl}/]+)*");
    private static final List<String> BY_TLS = List.of("https", "mqtts", "smtp", "smtps", "tls");
    private static final Duration LONGEST_GATHERING = Duration.ofDays(1);
    private static final int MOST_FILE_OCTETS = 8_192;

    private final String name;
    private final NotificationChannel settings;
    private final Mistakes mistakes;

    ChannelReader(String name, NotificationChannel settings, Mistakes mistakes) {
        this.name = name;
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /** The channel; absent when there is a mistake. */
    Optional<Channel> read(Duration timeout) {
        int before = mistakes.count();
        wanted(NAME.matcher(name).matches(), "", "is no name: use lower-case letters, digits and hyphens");
        URI target = target();
        Channel.Login login = login();
        checkLogin(login);
        checkKind();
        checkFilter();
        if (target == null || !mistakes.isStill(before)) {
            return Optional.empty();
        }
        return Optional.of(new Channel(
                name,
                settings.kind(),
                target,
                login,
                settings.trust().orElse(null),
                timeout,
                settings.gather(),
                Channels.filter(settings),
                new Channel.Mail(settings.from().orElse(""), settings.to().orElse(List.of()), settings.starttls()),
                new Channel.Broker(settings.topic(), settings.discovery())));
    }

    private void wanted(boolean holds, String key, String complaint) {
        mistakes.unless(holds, "channels." + name + (key.isEmpty() ? "" : "." + key), complaint);
    }

    private @Nullable URI target() {
        if (settings.target().isPresent() == settings.targetFile().isPresent()) {
            wanted(false, "target", "or target-file is wanted, one of them: it says whereto");
            return null;
        }
        String key = settings.target().isPresent() ? "target" : "target-file";
        URI target = settings.target().orElseGet(() -> inFile(settings.targetFile(), key));
        if (target == null) {
            return null;
        }
        List<String> schemes = settings.kind().schemes();
        boolean isSpoken = settings.kind().speaks(target.getScheme());
        wanted(isSpoken, key, "begins with " + String.join(":// or ", schemes) + ":// for this kind");
        wanted(target.getHost() != null, key, "names no host: write it as " + schemes.getFirst() + "://host");
        wanted(
                target.getRawUserInfo() == null,
                key,
                "holds a user: set username and secret-file (or token-file for a webhook) instead");
        boolean isOpen = !BY_TLS.contains(String.valueOf(target.getScheme()));
        wanted(settings.trust().isEmpty() || !isOpen, "trust", "is for targets by TLS only: take it out");
        return target;
    }

    private @Nullable URI inFile(Optional<Path> file, String key) {
        String text = contents(file, key);
        try {
            return text == null ? null : new URI(text);
        } catch (URISyntaxException malformed) {
            wanted(false, key, "holds no address: write one line as https://host/path into the file");
            return null;
        }
    }

    private Channel.Login login() {
        boolean isTwice = settings.secret().isPresent() && settings.secretFile().isPresent();
        wanted(!isTwice, "secret", "and secret-file are both set: take one of them out");
        String secret = settings.secret().orElseGet(() -> contents(settings.secretFile(), "secret-file"));
        return new Channel.Login(
                settings.username().orElse(null), secret, contents(settings.tokenFile(), "token-file"));
    }

    private @Nullable String contents(Optional<Path> file, String key) {
        if (file.isEmpty()) {
            return null;
        }
        try {
            if (Files.size(file.get()) > MOST_FILE_OCTETS) {
                wanted(false, key, "names a file of more than 8 KiB: that is no secret");
                return null;
            }
            String text = Files.readString(file.get()).strip();
            wanted(isOneLine(text), key, "names a file that does not hold one line: write the secret alone into it");
            return text;
        } catch (IOException unreadable) {
            wanted(false, key, "names " + file.get() + ", which cannot be read: make it readable for the collector");
            return null;
        }
    }

    private static boolean isOneLine(String text) {
        return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
    }

    private void checkLogin(Channel.Login login) {
        boolean asksUser = settings.kind() == Kind.MAIL || settings.kind() == Kind.MQTT;
        wanted(asksUser || login.username() == null, "username", "is for mqtt and mail only: take it out");
        wanted(
                !asksUser || (login.username() == null) == (login.secret() == null),
                "username",
                "and secret (or secret-file) belong together: set both or none");
        wanted(settings.kind() != Kind.SYSLOG || login.secret() == null, "secret", "is not for syslog: take it out");
        wanted(settings.kind() == Kind.WEBHOOK || login.token() == null, "token-file", "is for webhooks only");
    }

    private void checkKind() {
        if (settings.kind() == Kind.MAIL) {
            wanted(isAddress(settings.from().orElse("")), "from", "is no address: write it as curfew@example.org");
            List<String> to = settings.to().orElse(List.of());
            wanted(!to.isEmpty() && to.stream().allMatch(ChannelReader::isAddress), "to", "wants one address or more");
            wanted(
                    settings.starttls() || settings.username().isEmpty(),
                    "starttls",
                    "must stay true where there is a username: the password would go out in the clear");
        }
        wanted(TOPIC.matcher(settings.topic()).matches(), "topic", "is no beginning of a topic: write it as curfew");
        wanted(TOPIC.matcher(settings.discovery()).matches(), "discovery", "is no topic: write it as homeassistant");
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    private void checkFilter() {
        for (String site : settings.sites().orElse(List.of())) {
            try {
                var _ = new SiteId(site);
            } catch (IllegalArgumentException malformed) {
                wanted(false, "sites", "names \"" + site + "\", which is no id of a site");
            }
        }
        Duration gather = settings.gather();
        wanted(
                !gather.isNegative() && gather.compareTo(LONGEST_GATHERING) <= 0,
                "gather",
                "is 0s to 24h, was " + gather.toSeconds() + "s");
    }
}
