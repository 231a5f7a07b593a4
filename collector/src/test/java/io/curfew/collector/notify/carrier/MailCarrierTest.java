package io.curfew.collector.notify.carrier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.RealPeer;
import io.curfew.collector.notify.SampleChannels;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Mail, to real mail servers: GreenMail in this process, and aiosmtpd for STARTTLS. */
class MailCarrierTest {
    private static final Links LINKS = new Links(URI.create("https://curfew.example.org/"));

    @TempDir
    private Path folder;

    private GreenMail server;

    @BeforeEach
    void serve() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Delivery carry(Notice notice, Channel.Login login) {
        Channel channel = SampleChannels.withoutStartTls(SampleChannels.channel(
                Kind.MAIL, "smtp://127.0.0.1:" + server.getSmtp().getPort(), login, null));
        return new MailCarrier(channel, LINKS).carry(notice);
    }

    private MimeMessage received() {
        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        return received[0];
    }

    @Test
    void theSubjectTellsAndTheTextSaysWhatToDo() throws Exception {
        assertThat(carry(SampleNotices.of(SampleNotices.alert("a1"), SampleNotices.alert("a2")), SampleChannels.NOBODY))
                .isEqualTo(Delivery.taken());

        MimeMessage mail = received();
        assertThat(mail.getSubject())
                .isEqualTo("[Curfew] lisbon: high, camera: It talked to cloud.example.org. (1 more)");
        assertThat(mail.getContent().toString())
                .contains("New: high, site lisbon, camera")
                .contains("It should stay at home.")
                .contains("Block it.")
                .contains("https://curfew.example.org/violations/a2");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getFrom()[0]).hasToString("curfew@example.org");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void whatIsNotToldInFullIsCounted() throws Exception {
        Notice notice = SampleNotices.of(SampleNotices.alert("a1"));
        carry(new Notice("phone", NOON, false, notice.changes(), 12, 3, Map.of()), SampleChannels.NOBODY);

        assertThat(received().getSubject()).endsWith("(12 more)");
        assertThat(received().getContent().toString()).contains("12 more.").contains("3 were dropped");
    }

    @Test
    void aHostileNameWritesNoHeaderAndNoLineOfItsOwn() throws Exception {
        carry(SampleNotices.of(SampleNotices.hostile()), SampleChannels.NOBODY);

        MimeMessage mail = received();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(Collections.list(mail.getAllHeaders()))
                .noneMatch(header -> header.getValue().contains("\nBcc"));
        assertThat(mail.getSubject()).doesNotContain("\r", "\n").contains("cam  Bcc: mallory@example.org");
        assertThat(mail.getContent().toString().lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void whoIsNotLetInIsAway() {
        server.setUser("curfew@example.org", "curfew", "hunter2");

        assertThat(carry(Notice.test("phone", NOON), new Channel.Login("curfew", "hunter2", null)))
                .isEqualTo(Delivery.taken());
        assertThat(carry(Notice.test("phone", NOON), new Channel.Login("curfew", "wrong", null)))
                .isInstanceOf(Delivery.Away.class);
    }

    @Test
    void whoDoesNotListenIsAway() throws Exception {
        Channel channel = SampleChannels.channel(Kind.MAIL, "smtp://127.0.0.1:" + RealPeer.freePort());

        assertThat(new MailCarrier(channel, LINKS).carry(Notice.test("phone", NOON)))
                .isEqualTo(Delivery.away("the host does not take connections there"));
    }

    @Test
    void nothingGoesOutWhereTlsIsNotOffered() {
        Channel channel = SampleChannels.channel(
                Kind.MAIL, "smtp://127.0.0.1:" + server.getSmtp().getPort());

        assertThat(new MailCarrier(channel, LINKS).carry(Notice.test("phone", NOON)))
                .isInstanceOf(Delivery.Away.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /**
     * A server that knows no mailbox of anybody gone, has no time for anybody busy, takes no text by a bad word, and
     * hangs up on who was rude instead of taking leave.
     */
    private RealPeer choosy(int port) throws Exception {
        Files.writeString(folder.resolve("choosy.py"), """
                import socket
                import struct

                from aiosmtpd.handlers import Debugging

                class Choosy(Debugging):
                    is_rude = False

                    async def handle_QUIT(self, server, session, envelope):
                        if self.is_rude:
                            reset = struct.pack('ii', 1, 0)
                            connection = server.transport.get_extra_info('socket')
                            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                            server.transport.abort()
                        return '221 Bye'

                    async def handle_RCPT(self, server, session, envelope, address, options):
                        self.is_rude = address.startswith('rude')
                        if address.startswith('gone'):
                            return '550 no such mailbox'
                        if address.startswith('busy'):
                            return '450 not now'
                        envelope.rcpt_tos.append(address)
                        return '250 OK'

                    async def handle_DATA(self, server, session, envelope):
                        if any(address.startswith('full') for address in envelope.rcpt_tos):
                            return '451 the disk is full'
                        print('to', *envelope.rcpt_tos)
                        return await super().handle_DATA(server, session, envelope)
                """);
        return RealPeer.start(
                folder,
                port,
                "/usr/bin/python3",
                "-u",
                "-m",
                "aiosmtpd",
                "-n",
                "-l",
                "localhost:" + port,
                "-c",
                "choosy.Choosy",
                "stdout");
    }

    private static Delivery carryTo(int port, String... to) {
        Channel channel = SampleChannels.withoutStartTls(
                SampleChannels.channel(Kind.MAIL, "smtp://localhost:" + port), List.of(to));
        return new MailCarrier(channel, LINKS).carry(SampleNotices.of(SampleNotices.alert("a1")));
    }

    @Test
    void whoIsRefusedKeepsNobodyElseFromHearing() throws Exception {
        int port = RealPeer.freePort();
        try (RealPeer peer = choosy(port)) {
            assertThat(carryTo(port, "olga@example.org", "gone@example.org", "ada@example.org", "busy@example.org"))
                    .isEqualTo(Delivery.takenInPart(
                            "gone@example.org: 550 no such mailbox; busy@example.org: 450 not now"));

            assertThat(peer.output())
                    .containsOnlyOnce("to olga@example.org ada@example.org")
                    .contains("violations/a1");
        }
    }

    @Test
    void onlyWhatNobodyWillEverHaveIsGivenUp() throws Exception {
        int port = RealPeer.freePort();
        try (RealPeer peer = choosy(port)) {
            assertThat(carryTo(port, "gone@example.org", "gone.too@example.org"))
                    .isEqualTo(Delivery.refused(
                            "gone@example.org: 550 no such mailbox; gone.too@example.org: 550 no such mailbox"));
            assertThat(carryTo(port, "gone@example.org", "busy@example.org"))
                    .isEqualTo(Delivery.away("gone@example.org: 550 no such mailbox; busy@example.org: 450 not now"));
            assertThat(carryTo(port, "full@example.org", "gone@example.org")).isInstanceOf(Delivery.Away.class);
            assertThat(peer.output()).doesNotContain("violations/a1");
        }
    }

    @Test
    void whatTheServerHasTakenIsTakenThoughItHangsUp() throws Exception {
        int port = RealPeer.freePort();
        try (RealPeer peer = choosy(port)) {
            assertThat(carryTo(port, "rude@example.org")).isEqualTo(Delivery.taken());

            assertThat(peer.output()).contains("violations/a1");
        }
    }

    @Test
    void mailGoesByStartTlsToWhoeverIsTrusted() throws Exception {
        RealPeer.certificate(folder);
        int port = RealPeer.freePort();
        try (RealPeer peer = RealPeer.start(
                folder,
                port,
                "/usr/bin/python3",
                "-u",
                "-m",
                "aiosmtpd",
                "-n",
                "-l",
                "localhost:" + port,
                "--tlscert",
                "certificate.pem",
                "--tlskey",
                "key.pem",
                "-c",
                "aiosmtpd.handlers.Debugging",
                "stdout")) {
            Channel trusting = SampleChannels.channel(
                    Kind.MAIL, "smtp://localhost:" + port, SampleChannels.NOBODY, folder.resolve("certificate.pem"));
            Channel distrustful = SampleChannels.channel(Kind.MAIL, "smtp://localhost:" + port);

            assertThat(new MailCarrier(trusting, LINKS).carry(SampleNotices.of(SampleNotices.alert("a1"))))
                    .isEqualTo(Delivery.taken());
            assertThat(new MailCarrier(distrustful, LINKS).carry(SampleNotices.of(SampleNotices.alert("a2"))))
                    .isInstanceOf(Delivery.Away.class);
            assertThat(peer.output()).contains("violations/a1").doesNotContain("violations/a2");
        }
    }
}
