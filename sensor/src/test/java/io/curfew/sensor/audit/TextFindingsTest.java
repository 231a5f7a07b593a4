package io.curfew.sensor.audit;

import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.events.Transport;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReading;
import io.curfew.sensor.ObservationSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

final class TextFindingsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final MacAddress CAMERA = MacAddress.parse("02:00:00:00:00:21");
    private static final String ANYTHING_GOES = """
            curfew: 1
            sites: [ { id: lisbon, name: Lisboa, zones: [ { id: things, subnets: [192.0.2.0/26] } ] } ]
            """;
    private static final String NOTHING_GOES = ANYTHING_GOES + """
            rules: [ { id: home, subject: { zones: [things] }, allow: [ { service: ntp } ] } ]
            """;
    private static final String HOSTNAME = "câmara\u001b]0;pwned\u0007\u001b[31m\n\u009b31m\u202edoor";

    @TempDir
    Path folder;

    private Policy policy(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), text);
        return ((PolicyReading.Accepted) PolicyFiles.read(file)).policy();
    }

    private static Endpoint camera(int port) {
        return new Endpoint(CAMERA, IpAddress.parse("192.0.2.21"), port);
    }

    private static void see(Supplier<ObservationSink> captures) {
        ObservationSink capture = captures.get();
        capture.accept(new DhcpObservation(
                NOON,
                "request",
                CAMERA,
                camera(68),
                null,
                null,
                HOSTNAME,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null));
        capture.accept(new FlowObservation(
                NOON.plusSeconds(5),
                1,
                FlowObservation.Phase.END,
                camera(40_000),
                new Endpoint(null, IpAddress.parse("203.0.113.9"), 443),
                true,
                List.of(),
                Transport.TCP,
                1_000,
                10,
                1_000,
                10,
                NOON.plusSeconds(4),
                NOON.plusSeconds(5),
                Outcome.CLOSED,
                null,
                null,
                "tls",
                "",
                null,
                Detail.FULL,
                1,
                null,
                null));
    }

    @Test
    void whatADeviceCallsItselfDoesNothingToATerminal() throws IOException {
        Audit audit = new Audit(LISBON, policy(NOTHING_GOES));
        see(audit::nextCapture);

        String text = TextFindings.of(audit);

        assertThat(text).contains("câmara\\027]0;pwned\\007\\027[31m\\010\\194\\15531m\\226\\128\\174door");
        assertThat(text.codePoints()).noneMatch(TextFindingsTest::isNoText);
    }

    @Test
    void norWhereTwoPoliciesAreCompared() throws IOException {
        Comparison comparison = new Comparison(LISBON, policy(ANYTHING_GOES), policy(NOTHING_GOES));
        see(comparison::nextCapture);

        String text = TextImpact.of(comparison.impact());

        assertThat(text).contains("câmara\\027]0;pwned\\007");
        assertThat(text.codePoints()).noneMatch(TextFindingsTest::isNoText);
    }

    private static boolean isNoText(int codePoint) {
        return codePoint != '\n'
                && (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT);
    }
}
