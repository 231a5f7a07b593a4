package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The query log of a real BIND 9 with a response policy. */
@Timeout(120)
final class BindIT {
    private static final String ZONE = """
            $TTL 60
            @ SOA ns hostmaster 1 60 60 60 60
            @ NS ns
            ns A 192.0.2.1
            vacuum A 192.0.2.21
            ads A 192.0.2.66
            """;
    private static final String POLICY = """
            $TTL 60
            @ SOA ns.example.org. hostmaster.example.org. 1 60 60 60 60
            @ NS ns.example.org.
            ads.example.org CNAME .
            """;

    @TempDir
    Path folder;

    @Test
    void whatItWasAskedIsObserved() throws IOException, InterruptedException {
        int port = LoggingServer.freePort();
        Path file = folder.resolve("query.log");
        Files.writeString(folder.resolve("example.org"), ZONE);
        Files.writeString(folder.resolve("rpz"), POLICY);
        Path configuration = Files.writeString(folder.resolve("named.conf"), """
                options {
                  directory "%1$s"; pid-file none; session-keyfile none; recursion no; dnssec-validation no;
                  listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
                  response-policy { zone "rpz"; } recursive-only no qname-wait-recurse no;
                };
                controls { };
                logging {
                  channel q { file "%1$s/query.log"; print-time yes; print-category yes; print-severity yes; };
                  category queries { q; }; category rpz { q; }; category query-errors { q; }; category security { q; };
                };
                zone "example.org" { type primary; file "example.org"; };
                zone "rpz" { type primary; file "rpz"; };
                """.formatted(folder, port));
        List<String> command = List.of("named", "-f", "-n", "1", "-c", configuration.toString());
        try (LoggingServer server = new LoggingServer(LogKind.BIND, file, folder, port, command)) {
            server.ask("vacuum.example.org", "A");
            server.ask("+tcp", "vacuum.example.org", "AAAA");
            server.ask("ads.example.org", "A");
            server.ask("none.example.org", "A");
            server.ask("elsewhere.example.net", "A");

            List<DnsObservation> questions = server.questions(all -> all.size() >= 5);

            assertThat(questions)
                    .extracting(BindIT::told)
                    .containsExactlyInAnyOrder(
                            "vacuum.example.org A UDP NOT-SEEN false",
                            "vacuum.example.org AAAA TCP NOT-SEEN false",
                            "ads.example.org A UDP NXDOMAIN true",
                            "none.example.org A UDP NOT-SEEN false",
                            "elsewhere.example.net A UDP REFUSED true");
            assertThat(questions).allSatisfy(dns -> {
                assertThat(dns.client().ip()).hasToString("127.0.0.1");
                assertThat(dns.server().ip()).hasToString("127.0.0.1");
            });
            assertThat(server.log().sources().getFirst().misread()).isZero();
        }
    }

    private static String told(DnsObservation dns) {
        return dns.questionName() + " " + dns.questionType() + " " + (dns.transport() == Transport.TCP ? "TCP" : "UDP")
                + " " + dns.responseCode() + " " + dns.blocked();
    }
}
