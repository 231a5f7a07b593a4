package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DnsObservation.Answer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The log of a real dnsmasq, rotated as logrotate does it. */
@Timeout(120)
final class DnsmasqIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--log-queries", "--log-queries=extra"})
    void whatItWasAskedIsObserved(String logQueries) throws IOException, InterruptedException {
        int port = LoggingServer.freePort();
        Path file = folder.resolve("dnsmasq.log");
        List<String> command = List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--pid-file=",
                "--user=root",
                "--no-resolv",
                "--no-hosts",
                "--bind-interfaces",
                "--listen-address=127.0.0.1",
                "--port=" + port,
                logQueries,
                "--log-facility=" + file,
                "--host-record=vacuum.example.org,192.0.2.21,2001:db8::21",
                "--cname=alias.example.org,vacuum.example.org",
                "--txt-record=text.example.org,hello there",
                "--address=/ads.example.org/0.0.0.0",
                "--local=/example.org/");
        try (LoggingServer server = new LoggingServer(LogKind.DNSMASQ, file, folder, port, command)) {
            server.ask("vacuum.example.org", "A");
            server.ask("vacuum.example.org", "AAAA");
            server.ask("alias.example.org", "A");
            server.ask("ads.example.org", "A");
            server.ask("none.example.org", "A");
            server.ask("-x", "192.0.2.21");
            server.ask("text.example.org", "TXT");
            server.ask("elsewhere.example.net", "A");
            server.questions(questions -> questions.size() >= 8);
            Files.move(file, folder.resolve("dnsmasq.log.1"));
            server.ask("vacuum.example.org", "A");
            server.signal("USR2");
            server.ask("last.example.org", "A");

            List<DnsObservation> questions = server.questions(all -> all.size() >= 10);

            assertThat(questions)
                    .extracting(DnsmasqIT::told)
                    .containsExactly(
                            "vacuum.example.org A NOERROR [192.0.2.21] false",
                            "vacuum.example.org AAAA NOERROR [2001:db8::21] false",
                            "alias.example.org A NOERROR [vacuum.example.org, 192.0.2.21] false",
                            "ads.example.org A NOERROR [0.0.0.0] true",
                            "none.example.org A NXDOMAIN [] false",
                            "21.2.0.192.in-addr.arpa PTR NOERROR [vacuum.example.org] false",
                            "text.example.org TXT NOERROR [] false",
                            "elsewhere.example.net A REFUSED [] true",
                            "vacuum.example.org A NOERROR [192.0.2.21] false",
                            "last.example.org A NXDOMAIN [] false");
            assertThat(questions)
                    .allSatisfy(dns -> assertThat(dns.client().ip()).hasToString("127.0.0.1"));
            assertThat(server.log().sources().getFirst().misread()).isZero();
        }
    }

    private static String told(DnsObservation dns) {
        return dns.questionName() + " " + dns.questionType() + " " + dns.responseCode() + " "
                + dns.answers().stream().map(Answer::data).toList() + " " + dns.blocked();
    }
}
