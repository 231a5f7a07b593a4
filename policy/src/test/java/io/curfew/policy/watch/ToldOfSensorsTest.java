package io.curfew.policy.watch;

import io.curfew.events.SourceStatus;
import io.curfew.policy.Alert;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.curfew.policy.watch.Sketch.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person is told of sensors, word for word. No recording shows it: packets do not say what a sensor did not see.
 * What is said instead is left in {@code target/told}.
 */
final class ToldOfSensorsTest {
    private static final Path EXPECTED = Path.of("src/test/resources/told/sensors.txt");
    private static final Path SAID = Path.of("target/told/sensors.txt");
    private static final Duration TICK = Duration.ofSeconds(10);

    /** A site with two sensors that report each ten seconds. */
    private static final class Site {
        private final Watched watched = new Watched("lisbon", """
                curfew: 1
                sites: [ { id: lisbon, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
                """);
        private final Report attic = new Report();
        private final Report cellar = new Report();
        private Instant now = NOON;
        /** By how much the clock of the sensor in the attic is wrong. */
        private Duration error = Duration.ZERO;

        private Site() {
            pass(Duration.ofMinutes(2));
        }

        private void pass(Duration length) {
            for (Instant end = now.plus(length); now.isBefore(end); now = now.plus(TICK)) {
                watched.see("cellar", cellar.draw(now));
                watched.see("attic", attic.draw(now.plus(error)));
            }
        }

        private void passInSilence(Duration length) {
            for (Instant end = now.plus(length); now.isBefore(end); now = now.plus(TICK)) {
                watched.see("cellar", cellar.draw(now));
            }
        }
    }

    private static Map<String, Consumer<Site>> scenes() {
        Map<String, Consumer<Site>> scenes = new LinkedHashMap<>();
        scenes.put("it says nothing", site -> site.passInSilence(Duration.ofMinutes(10)));
        scenes.put("it misses packets", site -> {
            site.attic.dropped = 2_000;
            site.pass(Duration.ofMinutes(5));
        });
        scenes.put("it gives observations up", site -> {
            site.attic.givenUp = 12;
            site.pass(Duration.ofMinutes(5));
        });
        scenes.put("it misses packets and gives observations up", site -> {
            site.attic.dropped = 2_000;
            site.attic.givenUp = 1;
            site.pass(Duration.ofMinutes(5));
        });
        scenes.put("a batch does not arrive", site -> site.watched.missing("attic", 1));
        scenes.put("batches do not arrive", site -> site.watched.missing("attic", 3));
        scenes.put("its interface is down", site -> {
            site.attic.isUp = false;
            site.pass(TICK);
        });
        scenes.put("it sees broadcasts only", site -> {
            site.attic.unicast = 0.01;
            site.pass(Duration.ofMinutes(11));
        });
        scenes.put("an import sees nothing", site -> {
            site.attic.sources = List.of(source("/var/log/dnsmasq.log", 0, null));
            site.pass(Duration.ofHours(2));
        });
        scenes.put("an import is behind", site -> {
            site.attic.sources = List.of(source("/var/log/dnsmasq.log", 4_096, null));
            site.pass(Duration.ofHours(2));
        });
        scenes.put("many imports have a problem", site -> {
            site.attic.sources = IntStream.range(0, 6)
                    .mapToObj(number -> source("/var/log/dns-" + number + ".log", 0, "permission denied"))
                    .toList();
            site.pass(Duration.ofMinutes(2));
        });
        scenes.put("its clock is ahead", site -> {
            site.error = Duration.ofHours(3);
            site.pass(TICK);
        });
        scenes.put("its clock is behind", site -> {
            site.error = Duration.ofHours(-3);
            site.pass(TICK);
        });
        scenes.put("its clock was set back", site -> {
            site.attic.steps = 1;
            site.attic.step = Duration.ofMinutes(-5);
            site.pass(TICK);
        });
        scenes.put("its clock was set ahead while its interface was down", site -> {
            site.attic.isUp = false;
            site.attic.steps = 1;
            site.attic.step = Duration.ofMinutes(5);
            site.pass(TICK);
        });
        return scenes;
    }

    private static SourceStatus source(String name, long behindBytes, @Nullable String problem) {
        return new SourceStatus(
                "dnsmasq", name, false, false, true, true, 1, Map.of(), 0, 1, NOON, behindBytes, 1, problem);
    }

    private static List<Alert> alerts(Consumer<Site> scene) {
        Site site = new Site();
        scene.accept(site);
        return site.watched.alerts();
    }

    private static String text(String scene, List<Alert> alerts) {
        return "== " + scene + "\n"
                + alerts.stream()
                        .map(alert -> "%s %s: %s%n%s%n%s%n→ %s%n"
                                .formatted(
                                        alert.severity(),
                                        alert.origin(),
                                        alert.deviceName(),
                                        alert.what(),
                                        alert.why(),
                                        alert.advice()))
                        .collect(Collectors.joining());
    }

    @Test
    void aPersonIsToldOfSensorsInTheExpectedWords() throws IOException {
        String said = scenes().entrySet().stream()
                .map(scene -> text(scene.getKey(), alerts(scene.getValue())))
                .collect(Collectors.joining("\n"));

        Files.createDirectories(SAID.getParent());
        Files.writeString(SAID, said);
        assertThat(said).isEqualTo(Files.readString(EXPECTED));
    }

    @Test
    void eachDetectionOfSensorsHasItsWords() {
        assertThat(scenes().values().stream().flatMap(scene -> alerts(scene).stream()))
                .extracting(Alert::origin)
                .containsAll(Pattern.OF_SENSORS.stream().map(Pattern::id).toList());
    }
}
