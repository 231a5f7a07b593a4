package io.curfew.sensor.audit;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReading;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureFile;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A recorded incident of the lab with what truly happened.
 *
 * @param name its file's name without endings
 * @param found what must be found
 * @param notFound what must not be found
 * @param began when it began; absent where nothing happened
 * @param ended when it ended; absent where nothing happened
 * @param lastsDays true where the parts of the recording were moved to the times of days
 * @param sites where it was recorded at once; none for the one site at which the others were
 */
record Incident(
        String name,
        List<Clue> found,
        List<Clue> notFound,
        @Nullable Instant began,
        @Nullable Instant ended,
        boolean lastsDays,
        List<String> sites) {
    static final Path FOLDER = Path.of("../deploy/incidents");

    private static final String RECORDING = ".pcap.gz";
    private static final String TRUTH = ".truth.json";
    private static final SiteId SITE = new SiteId("faro");

    /** Those of one site. */
    static List<String> names() throws IOException {
        return named(false);
    }

    /** Those that show only when several sites are looked at. */
    static List<String> namesOfSeveralSites() throws IOException {
        return named(true);
    }

    private static List<String> named(boolean ofSeveralSites) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(TRUTH))
                    .map(file -> file.substring(0, file.length() - TRUTH.length()))
                    .sorted()
                    .forEach(names::add);
        }
        for (String name : List.copyOf(names)) {
            if (named(name).sites().isEmpty() == ofSeveralSites) {
                names.remove(name);
            }
        }
        return names;
    }

    static Incident named(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + TRUTH));
        Object truth = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (!(truth instanceof Map<?, ?> json)) {
            throw new IOException(name + ": the truth is no JSON object");
        }
        return new Incident(
                name,
                clues(json.get("found")),
                clues(json.get("notFound")),
                instant(json.get("began")),
                instant(json.get("ended")),
                json.containsKey("parts"),
                texts(json.get("sites")));
    }

    private static @Nullable Instant instant(@Nullable Object json) {
        return json instanceof String text ? Instant.parse(text) : null;
    }

    private static List<String> texts(@Nullable Object json) {
        return json instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    private static List<Clue> clues(@Nullable Object json) {
        List<Clue> clues = new ArrayList<>();
        for (Object clue : json instanceof List<?> list ? list : List.of()) {
            if (clue instanceof Map<?, ?> fields) {
                clues.add(Clue.of(fields));
            }
        }
        return clues;
    }

    static Path recording(String name) {
        return FOLDER.resolve(name + RECORDING);
    }

    /** All recordings of it. */
    List<Path> recordings() {
        return sites.isEmpty()
                ? List.of(recording(name))
                : sites.stream().map(site -> recording(name + "." + site)).toList();
    }

    /** What the policy of the incidents and the detections find in the recording. */
    Audit audit() throws IOException {
        Audit audit = new Audit(SITE, policy(lastsDays));
        play(name, audit.nextCapture());
        return audit;
    }

    /** The findings of {@link #audit}. */
    List<Alert> alerts() throws IOException {
        return audit().findings();
    }

    /** Hands over what a sensor makes of the recording of an incident. */
    static void play(String name, ObservationSink sink) throws IOException {
        PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, sink);
        try (CaptureFile capture = CaptureFile.open(recording(name))) {
            while (capture.next(pipeline::packet)) {}
        }
        pipeline.finish();
    }

    /** The policy of the site, with the thresholds that fit recordings of days or of minutes. */
    static Policy policy(boolean ofDays) throws IOException {
        return policy(ofDays ? "policy-of-days.yaml" : "policy.yaml");
    }

    /** A policy beside the recordings. */
    static Policy policy(String file) throws IOException {
        if (!(PolicyFiles.read(FOLDER.resolve(file)) instanceof PolicyReading.Accepted accepted)) {
            throw new IOException(file + " has mistakes");
        }
        return accepted.policy();
    }

    /** The lines of the file beside the recording that says what is found. */
    List<String> expected() throws IOException {
        return Files.readAllLines(FOLDER.resolve(name + ".json")).stream()
                .filter(line -> line.startsWith("  {"))
                .map(line -> line.strip().replaceAll(",$", ""))
                .toList();
    }

    /** A finding as that file writes it. */
    static String line(Alert alert) {
        Peer peer = alert.peer();
        return "{\"kind\": %s, \"id\": %s, \"severity\": %s, \"device\": %s, \"peer\": %s, \"peerName\": %s, \"service\": %s}"
                .formatted(
                        text(alert.kind().name().toLowerCase(Locale.ROOT)),
                        text(alert.origin()),
                        text(alert.severity().name().toLowerCase(Locale.ROOT)),
                        text(alert.device()),
                        text(peer == null ? null : peer.ip()),
                        text(peer == null ? null : peer.name()),
                        text(alert.service()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : "\"" + value + "\"";
    }
}
