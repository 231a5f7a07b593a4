package io.curfew.sensor;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges what a sensor says of a site of the demo by the demo's policy. */
public final class DemoWatch {
    private static final Path DEMO = Path.of("../deploy/demo").toAbsolutePath().normalize();
    private static final SensorRun RUN = new SensorRun(new SensorId("things"), "run-1");
    private static final Pattern COUNT = Pattern.compile("\"count\": \\d+, ");

    private final Policy policy;
    private final SiteWatch watch;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    public DemoWatch(String site) throws IOException {
        policy = policy(policyText());
        watch = new SiteWatch(new SiteId(site), new HeapSiteMemory());
    }

    /** The policy that a text is. */
    public static Policy policy(String text) {
        return switch (PolicyReader.read(1, Map.of("policy.yaml", text))) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /** What the demo's policy says. */
    public static String policyText() throws IOException {
        return Files.readString(DEMO.resolve("policy.yaml"));
    }

    /** The recording of a site. */
    public static Path recording(String site) {
        return DEMO.resolve(site + ".pcap.gz");
    }

    public void observe(Observation observation) {
        watch.observe(policy, RUN, observation);
        watch.take().alerts().forEach(alert -> alerts.put(alert.id(), alert));
    }

    /** What was found, as {@code expected.json} writes it. */
    public Stream<String> findings() {
        watch.takeAll().alerts().forEach(alert -> alerts.put(alert.id(), alert));
        return alerts.values().stream().map(DemoWatch::finding);
    }

    /** The findings that {@code expected.json} lists, in its order. */
    public static List<String> expected() throws IOException {
        return Files.readAllLines(DEMO.resolve("expected.json")).stream()
                .filter(line -> line.startsWith("  {"))
                .map(line -> line.strip().replaceAll(",$", ""))
                .toList();
    }

    /** A finding however often it was seen. */
    public static String uncounted(String finding) {
        return COUNT.matcher(finding).replaceFirst("");
    }

    private static String finding(Alert alert) {
        Peer peer = alert.peer();
        IpAddress ip = peer == null ? null : peer.ip();
        DomainName name = peer == null ? null : peer.name();
        return "{\"site\": %s, \"device\": %s, \"kind\": %s, \"id\": %s, \"peer\": %s, \"peerName\": %s, \"service\": %s, \"count\": %d, \"severity\": %s}"
                .formatted(
                        text(alert.site()),
                        text(alert.device()),
                        text(alert.kind().name().toLowerCase(Locale.ROOT)),
                        text(alert.origin()),
                        text(ip),
                        text(name),
                        text(alert.service()),
                        alert.count(),
                        text(alert.severity().text()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : "\"" + value + "\"";
    }
}
