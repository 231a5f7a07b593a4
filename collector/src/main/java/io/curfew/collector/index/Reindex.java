package io.curfew.collector.index;

import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewIdentity;
import io.curfew.collector.store.opensearch.OpenSearchViewIdentity;
import io.curfew.collector.store.opensearch.Server;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

/**
 * The program behind {@code curfew reindex}: gives the view another identity, which makes the indexers of the running
 * collectors fill it from the beginning of the topics, and shows how far they are. It writes nothing else, so that it
 * may be interrupted at any time.
 */
public final class Reindex {
    private static final Duration LOOK_EACH = Duration.ofSeconds(1);
    private static final Duration HINT_AFTER = Duration.ofSeconds(20);
    private static final double NANOS_OF_A_SECOND = 1e9;

    private final PrintStream out;
    private final Admin admin;
    private final ViewIdentity view;
    private final String group;

    Reindex(PrintStream out, Admin admin, ViewIdentity view, String group) {
        this.out = out;
        this.admin = admin;
        this.view = view;
        this.group = group;
    }

    /**
     * Begins, or goes on, and returns when the view has what Kafka had when it was called.
     *
     * @param begins false to look on only
     */
    void run(boolean begins) throws ExecutionException, InterruptedException {
        sayWhatThereIs();
        String identity = begins ? view.renew() : view.current();
        FillingProgress progress = FillingProgress.of(admin, group, identity);
        long start = System.nanoTime();
        FillingProgress.Count before = progress.now();
        FillingProgress.Count now = before;
        boolean isHinted = false;
        while (!now.isComplete()) {
            Thread.sleep(LOOK_EACH);
            now = progress.now();
            double seconds = (System.nanoTime() - start) / NANOS_OF_A_SECOND;
            out.println(line(now, now.done() - before.done(), seconds));
            if (!isHinted && now.done() == before.done() && seconds > HINT_AFTER.toSeconds()) {
                out.println("Nothing was read yet. Is a collector with the role index running?");
                isHinted = true;
            }
        }
        out.printf(
                Locale.ROOT,
                "The view has all %,d records, after %.0f s. What is searched shows it within 2 s.%n",
                now.all(),
                (System.nanoTime() - start) / NANOS_OF_A_SECOND);
    }

    private static String line(FillingProgress.Count now, long since, double seconds) {
        double aSecond = since / seconds;
        String left = since == 0 ? "" : String.format(Locale.ROOT, ", %.0f s left", (now.all() - now.done()) / aSecond);
        return String.format(
                Locale.ROOT,
                "%3d %%  %,d of %,d records, %,.0f a second%s",
                now.all() == 0 ? 100 : 100 * now.done() / now.all(),
                now.done(),
                now.all(),
                aSecond,
                left);
    }

    private void sayWhatThereIs() throws ExecutionException, InterruptedException {
        Map<String, Instant> since = FillingProgress.since(admin);
        for (String topic : IndexedTopics.all()) {
            Instant first = since.get(topic);
            out.println(
                    first == null
                            ? topic + " has nothing"
                            : topic + " goes back to " + first.truncatedTo(ChronoUnit.SECONDS));
        }
        out.println("What is older is in Kafka no more: the view keeps it where it has it, and cannot get it back where"
                + " it was lost.");
    }

    /**
     * @param arguments {@code --kafka HOST:PORT}, {@code --kafka-config FILE}, {@code --opensearch URL}, {@code --group
     *     NAME}, {@code --watch}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        Server.Credentials credentials = credentials();
        Map<String, Object> settings = settings(options.get("--kafka-config"));
        settings.putIfAbsent("request.timeout.ms", "5000");
        settings.putIfAbsent("default.api.timeout.ms", "15000");
        settings.put("bootstrap.servers", Objects.requireNonNull(options.get("--kafka")));
        URI url = URI.create(Objects.requireNonNull(options.get("--opensearch")));
        try (Server server = Server.at(url, credentials, Duration.ofSeconds(20), CurfewJson.mapper());
                Admin admin = Admin.create(settings)) {
            new Reindex(
                            System.out,
                            admin,
                            new OpenSearchViewIdentity(server),
                            Objects.requireNonNull(options.get("--group")))
                    .run(!options.containsKey("--watch"));
        } catch (StoreAwayException away) {
            fail(url + ": " + away.getMessage());
        } catch (ExecutionException refused) {
            fail("Kafka says: " + Objects.requireNonNull(refused.getCause()).getMessage());
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>(Map.of(
                "--kafka", "127.0.0.1:7484", "--opensearch", "http://127.0.0.1:7483", "--group", "curfew-index"));
        for (int index = 0; index < arguments.length; index++) {
            String name = arguments[index];
            if (name.equals("--watch")) {
                options.put(name, "");
            } else if ((options.containsKey(name) || name.equals("--kafka-config")) && index + 1 < arguments.length) {
                options.put(name, arguments[++index]);
            } else {
                fail("unknown option, or one without its value: " + name + "; see ./curfew reindex --help");
            }
        }
        return options;
    }

    private static Server.@Nullable Credentials credentials() {
        String user = System.getenv("CURFEW_OPENSEARCH_USERNAME");
        String password = System.getenv("CURFEW_OPENSEARCH_PASSWORD");
        return user == null ? null : new Server.Credentials(user, password == null ? "" : password);
    }

    private static Map<String, Object> settings(@Nullable String file) throws IOException {
        Properties properties = new Properties();
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                properties.load(reader);
            }
        }
        Map<String, Object> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    private static void fail(String reason) {
        System.err.println("curfew: " + reason);
        System.exit(1);
    }
}
