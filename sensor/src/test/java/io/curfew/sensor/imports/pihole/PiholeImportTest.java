package io.curfew.sensor.imports.pihole;

import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.events.SourceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
final class PiholeImportTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final double NOON_SECONDS = NOON.getEpochSecond();
    private static final String VACUUM = "192.0.2.21";

    private final List<Observation> observations = new ArrayList<>();
    private Instant now = NOON;
    private PiholeServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void startServer() throws IOException {
        server = new PiholeServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private PiholeImport pihole(String password) throws IOException {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        return new PiholeImport(
                new PiholeSettings(server.url(), password(password), IpAddress.parse("192.0.2.2")),
                clock,
                observations::add);
    }

    private Path password(String password) throws IOException {
        return Files.writeString(folder.resolve("password"), password + '\n');
    }

    private List<String> told() {
        return observations.stream()
                .filter(DnsObservation.class::isInstance)
                .map(DnsObservation.class::cast)
                .map(dns ->
                        dns.client().ip() + " " + dns.questionName() + " " + dns.responseCode() + " " + dns.blocked())
                .toList();
    }

    @Test
    void questionsAreToldOnceInTheirOrder() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        server.asked(1, NOON_SECONDS - 60, VACUUM, "before.example.org", "FORWARDED", "IP");
        pihole.step();
        server.asked(2, NOON_SECONDS + 1.5, VACUUM, "a.example.org", "FORWARDED", "IP");
        server.asked(3, NOON_SECONDS + 1.7, VACUUM, "ads.example.org", "GRAVITY", "IP");
        server.asked(4, NOON_SECONDS + 1.8, VACUUM, "none.example.org", "CACHE", "NXDOMAIN");

        now = NOON.plusSeconds(5);
        pihole.step();
        now = NOON.plusSeconds(7);
        pihole.step();

        assertThat(told())
                .containsExactly(
                        VACUUM + " a.example.org NOERROR false",
                        VACUUM + " ads.example.org NOERROR true",
                        VACUUM + " none.example.org NXDOMAIN false");
        assertThat(observations.getFirst().at()).isEqualTo(NOON.plusMillis(1_500));
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 8, 3_600})
    void questionsAreToldHoweverFarTheClocksDiffer(int aheadSeconds) throws IOException, InterruptedException {
        now = NOON.plusSeconds(aheadSeconds);
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        server.asked(0, NOON_SECONDS - 0.5, VACUUM, "before.example.org", "FORWARDED", "IP");
        pihole.step();
        for (int index = 1; index <= 12; index++) {
            server.asked(index, NOON_SECONDS + 5 * index - 0.5, VACUUM, "x" + index, "FORWARDED", "IP");
            now = now.plusSeconds(5);
            pihole.step();
        }

        assertThat(told()).hasSize(12).first().isEqualTo(VACUUM + " x1 NOERROR false");
        assertThat(pihole.sources().getFirst().lost()).isZero();
    }

    @Test
    void aPiholeWhoseClockIsSetBackIsStillHeard() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        server.asked(1, NOON_SECONDS - 3_000, VACUUM, "before.example.org", "FORWARDED", "IP");
        server.asked(2, NOON_SECONDS, VACUUM, "before.example.org", "FORWARDED", "IP");
        pihole.step();
        server.asked(3, NOON_SECONDS - 3_600, VACUUM, "during.example.org", "FORWARDED", "IP");
        pihole.step();

        server.asked(4, NOON_SECONDS - 3_595, VACUUM, "after.example.org", "FORWARDED", "IP");
        pihole.step();

        assertThat(told()).containsExactly(VACUUM + " after.example.org NOERROR false");
        assertThat(pihole.sources().getFirst().lost()).isOne();
    }

    @Test
    void aPiholeThatCountsAnewIsStillHeard() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        server.asked(700, NOON_SECONDS, VACUUM, "before.example.org", "FORWARDED", "IP");
        pihole.step();
        server.forgetQuestions();
        server.asked(1, NOON_SECONDS + 4, VACUUM, "during.example.org", "FORWARDED", "IP");
        pihole.step();

        server.asked(2, NOON_SECONDS + 9, VACUUM, "after.example.org", "FORWARDED", "IP");
        pihole.step();

        assertThat(told()).containsExactly(VACUUM + " after.example.org NOERROR false");
        assertThat(pihole.sources().getFirst().lost()).isOne();
    }

    @Test
    void aQuestionWhoseAnswerNeverComesIsToldInTheEnd() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        server.asked(1, NOON_SECONDS + 1, VACUUM, "slow.example.org", "IN_PROGRESS", "UNKNOWN");
        pihole.step();
        pihole.step();
        List<String> early = told();

        pihole.step();

        assertThat(early).isEmpty();
        assertThat(told()).containsExactly(VACUUM + " slow.example.org null false");
    }

    @ParameterizedTest
    @CsvSource({"SPECIAL_DOMAIN,NXDOMAIN", "DBBUSY,REFUSED"})
    void whatThePiholeCountsAsBlockedIsBlocked(String status, String reply) throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        server.asked(1, NOON_SECONDS + 1, VACUUM, "mask.example.org", status, reply);

        pihole.step();

        assertThat(told()).containsExactly(VACUUM + " mask.example.org " + reply + " true");
    }

    @Test
    void aQuestionWhoseAnswerMayStillComeIsToldWithIt() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        server.asked(1, NOON_SECONDS + 1, VACUUM, "slow.example.org", "IN_PROGRESS", "UNKNOWN");
        now = NOON.plusSeconds(5);
        pihole.step();
        List<String> early = told();
        server.forgetQuestions();
        server.asked(1, NOON_SECONDS + 1, VACUUM, "slow.example.org", "FORWARDED", "SERVFAIL");

        now = NOON.plusSeconds(10);
        pihole.step();

        assertThat(early).isEmpty();
        assertThat(told()).containsExactly(VACUUM + " slow.example.org SERVFAIL false");
    }

    @Test
    void manyQuestionsComeInPages() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        for (int index = 0; index < 2 * PiholeImport.PAGE + 1; index++) {
            server.asked(index, NOON_SECONDS + 1, VACUUM, "x" + index + ".example.org", "CACHE", "IP");
        }

        now = NOON.plusSeconds(5);
        pihole.step();

        assertThat(told()).hasSize(2 * PiholeImport.PAGE + 1).doesNotHaveDuplicates();
        assertThat(pihole.sources().getFirst().lost()).isZero();
    }

    @Test
    void aPageIsToldBeforeTheNextOneIsInMemory() throws IOException, InterruptedException {
        List<Integer> timesAsked = new ArrayList<>();
        PiholeImport pihole = new PiholeImport(
                new PiholeSettings(server.url(), password(PiholeServer.PASSWORD), null),
                Clock.fixed(NOON, ZoneOffset.UTC),
                _ -> timesAsked.add(server.timesAsked()));
        pihole.step();
        for (int index = 0; index < 2 * PiholeImport.PAGE + 1; index++) {
            server.asked(index, NOON_SECONDS + 1, VACUUM, "x" + index + ".example.org", "CACHE", "IP");
        }

        pihole.step();

        assertThat(timesAsked).hasSize(2 * PiholeImport.PAGE + 1).isSorted();
        assertThat(timesAsked.stream().distinct()).hasSize(3);
    }

    @Test
    void allThatIsTooManyIsLost() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        int most = PiholeImport.PAGE * PiholeImport.MOST_PAGES;
        for (int index = 0; index < most + 300; index++) {
            server.asked(index, NOON_SECONDS + 1, VACUUM, "x" + index + ".example.org", "CACHE", "IP");
        }

        pihole.step();
        pihole.step();

        assertThat(told().stream().distinct().count()).isEqualTo(most);
        assertThat(told().getFirst()).isEqualTo(VACUUM + " x300.example.org NOERROR false");
        assertThat(pihole.sources().getFirst().lost()).isEqualTo(300);
    }

    @Test
    void ofAnAnswerNoMoreIsKeptThanWasAskedFor() throws IOException {
        String answer = "{\"queries\":[{\"id\":1,\"more\":[\"of\", \"it\"]},{},{}],\"recordsFiltered\":3}";

        PiholeQuestions.Part part = PiholeQuestions.questions(answer, 2);

        assertThat(part.entries()).hasSize(2);
        assertThat(part.entries().getFirst().text("id")).isEqualTo("1");
        assertThat(part.entries().getFirst().list("more")).isEmpty();
        assertThat(part.ofAll()).isEqualTo(3);
    }

    @Test
    void aLeaseSaysWhoseAddressItIs() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        server.lease("02:00:00:00:00:21", VACUUM, "vacuum", 1_793_600_000L);

        pihole.step();
        now = NOON.plusSeconds(61);
        pihole.step();

        assertThat(observations).singleElement().isInstanceOfSatisfying(DhcpObservation.class, lease -> {
            assertThat(lease.messageType()).isEqualTo("ack");
            assertThat(lease.clientMac()).isEqualTo(MacAddress.parse("02:00:00:00:00:21"));
            assertThat(lease.assignedIp()).isEqualTo(IpAddress.parse(VACUUM));
            assertThat(lease.hostname()).isEqualTo("vacuum");
        });
    }

    @Test
    void aSessionThatEndedIsBegunAnew() throws IOException, InterruptedException {
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        server.endSession();
        server.asked(1, NOON_SECONDS + 1, VACUUM, "a.example.org", "CACHE", "IP");

        now = NOON.plusSeconds(5);
        pihole.step();
        pihole.close();

        assertThat(told()).hasSize(1);
        assertThat(server.signedOut()).isOne();
    }

    @Test
    void whatKeepsItFromAskingIsSaid() throws IOException, InterruptedException {
        PiholeImport refused = pihole("wrong");
        refused.step();
        SourceStatus told = refused.sources().getFirst();
        PiholeImport pihole = pihole(PiholeServer.PASSWORD);
        pihole.step();
        server.breakDown(true);
        now = NOON.plusSeconds(5);
        pihole.step();
        String problem = pihole.sources().getFirst().problem();
        server.breakDown(false);
        server.asked(1, NOON_SECONDS + 4, VACUUM, "a.example.org", "CACHE", "IP");
        now = NOON.plusSeconds(10);
        pihole.step();

        assertThat(told.problem()).isEqualTo("the password is refused");
        assertThat(problem).isEqualTo("answers with status 503");
        assertThat(pihole.sources().getFirst().problem()).isNull();
        assertThat(told()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNoneIsToldInPartAndInPlainText() throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        try (ServerSocket strange = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> answer(strange));
            URI url = URI.create("http://127.0.0.1:" + strange.getLocalPort());
            PiholeImport pihole = new PiholeImport(
                    new PiholeSettings(url, password, IpAddress.parse("192.0.2.2")),
                    Clock.fixed(NOON, ZoneOffset.UTC),
                    observations::add);

            pihole.step();
            answering.join();

            assertThat(pihole.sources().getFirst().problem())
                    .contains("yyy")
                    .hasSizeLessThanOrEqualTo(1_020)
                    .doesNotContain("\u001b");
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            // Who closes before all of the question is read takes the answer back.
            for (int octet = 0; octet >= 0 && octet != '}'; ) {
                octet = socket.getInputStream().read();
            }
            socket.getOutputStream()
                    .write(("\u001b[2J" + "y".repeat(100_000) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
