package io.curfew.collector.notify.carrier;

import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.RealPeer;
import io.curfew.collector.notify.SampleChannels;
import io.curfew.policy.Alert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Syslog, to a real rsyslogd, which parses what it gets. */
class SyslogCarrierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static RealPeer server;
    private static int udp;
    private static int tcp;
    private static int tls;

    @BeforeAll
    static void aLogServer() throws Exception {
        udp = RealPeer.freePort();
        tcp = RealPeer.freePort();
        tls = RealPeer.freePort();
        RealPeer.certificate(folder);
        Files.writeString(folder.resolve("rsyslog.conf"), """
                global(defaultNetstreamDriverCAFile="%1$s/certificate.pem"
                  defaultNetstreamDriverCertFile="%1$s/certificate.pem"
                  defaultNetstreamDriverKeyFile="%1$s/key.pem")
                module(load="imudp")
                module(load="imtcp")
                input(type="imudp" address="127.0.0.1" port="%2$d")
                input(type="imtcp" address="127.0.0.1" port="%3$d")
                input(type="imtcp" address="127.0.0.1" port="%4$d"
                  streamdriver.name="ossl" streamdriver.mode="1" streamdriver.authmode="anon")
                template(name="parsed" type="string"
                  string="%%protocol-version%%|%%pri%%|%%app-name%%|%%msgid%%|%%structured-data%%|%%msg%%\\n")
                action(type="omfile" file="%1$s/received" template="parsed")
                """.formatted(folder, udp, tcp, tls));
        server = RealPeer.start(
                folder, tcp, "/usr/sbin/rsyslogd", "-n", "-f", folder + "/rsyslog.conf", "-i", folder + "/pid");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static Delivery carry(String target, Notice notice) {
        return carry(SampleChannels.channel(Kind.SYSLOG, target), notice);
    }

    private static Delivery carry(Channel channel, Notice notice) {
        return new SyslogCarrier(channel).carry(notice);
    }

    private static List<String> received(String containing) {
        return Awaitility.await().atMost(PATIENCE).until(() -> lines(containing), lines -> !lines.isEmpty());
    }

    private static List<String> lines(String containing) throws IOException {
        Path file = folder.resolve("received");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.contains(containing))
                        .toList()
                : List.of();
    }

    @Test
    void aLogServerReadsEachAlertByTcp() {
        assertThat(carry(
                        "tcp://127.0.0.1:" + tcp,
                        SampleNotices.of(SampleNotices.alert("tcp-1"), SampleNotices.alert("tcp-2"))))
                .isEqualTo(Delivery.taken());

        assertThat(received("tcp-2"))
                .singleElement()
                .asString()
                .startsWith("1|107|curfew|alert|")
                .contains("site=\"lisbon\"", "device=\"camera\"", "rule=\"things-stay-home\"", "severity=\"high\"");
        assertThat(received("tcp-1"))
                .singleElement()
                .asString()
                .endsWith("|New: camera: It talked to cloud.example.org.");
    }

    @Test
    void aLogServerReadsEachAlertByUdp() {
        assertThat(carry("udp://127.0.0.1:" + udp, SampleNotices.of(SampleNotices.alert("udp-1"))))
                .isEqualTo(Delivery.taken());

        assertThat(received("udp-1")).singleElement().asString().startsWith("1|107|curfew|alert|");
    }

    @Test
    void aLogServerReadsEachAlertByTls() {
        Path trust = folder.resolve("certificate.pem");
        String target = "tls://localhost:" + tls;
        Notice notice = SampleNotices.of(SampleNotices.alert("tls-1"));

        assertThat(carry(SampleChannels.channel(Kind.SYSLOG, target, SampleChannels.NOBODY, trust), notice))
                .isEqualTo(Delivery.taken());
        assertThat(received("tls-1")).singleElement().asString().startsWith("1|107|curfew|alert|");
        assertThat(carry(target, notice)).isInstanceOf(Delivery.Away.class);
    }

    @Test
    void aHostileNameStaysInItsPlace() {
        carry("tcp://127.0.0.1:" + tcp, SampleNotices.of(SampleNotices.hostile()));

        assertThat(received("mallory"))
                .singleElement()
                .asString()
                .startsWith("1|107|curfew|alert|[curfew@32473 ")
                .contains("deviceName=\"cam  Bcc: mallory@example.org    <1>1    \\]\\\"\\\\[x@1 y=\\\"1\\\"\\]\"");
    }

    @Test
    void whoDoesNotListenIsAway() throws Exception {
        assertThat(carry("tcp://127.0.0.1:" + RealPeer.freePort(), SampleNotices.of(SampleNotices.alert("a1"))))
                .isEqualTo(Delivery.away("the host does not take connections there"));
        assertThat(carry("tcp://nowhere.invalid", SampleNotices.of(SampleNotices.alert("a1"))))
                .isEqualTo(Delivery.away("the host's name is not known"));
    }

    /** It takes whatever comes, and talks without an end. */
    private static void talk(ServerSocket listening) {
        byte[] words = new byte[1_024];
        try (Socket caller = listening.accept()) {
            while (true) {
                caller.getOutputStream().write(words);
            }
        } catch (IOException gone) {
            // The caller has had enough, or never came.
        }
    }

    @Test
    void whoTalksWithoutAnEndIsAwayWhenTheTimeForAMessageIsOver() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> talk(listening));
            String target = "tcp://127.0.0.1:" + listening.getLocalPort();

            Delivery delivery = assertTimeoutPreemptively(
                    PATIENCE, () -> carry(target, SampleNotices.of(SampleNotices.alert("a1"))));

            assertThat(delivery).isEqualTo(Delivery.away("the host did not answer in time"));
        }
    }

    @Test
    void whoReadsNothingIsAwayWhenTheTimeForAMessageIsOver() throws IOException {
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReceiveBufferSize(4_096);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String target = "tcp://127.0.0.1:" + listening.getLocalPort();
            // More than any buffer between them takes.
            Alert[] many = new Alert[40_000];
            Arrays.fill(many, SampleNotices.alert("a1"));

            Delivery delivery = assertTimeoutPreemptively(PATIENCE, () -> carry(target, SampleNotices.of(many)));

            assertThat(delivery).isEqualTo(Delivery.away("the host did not answer in time"));
        }
    }
}
