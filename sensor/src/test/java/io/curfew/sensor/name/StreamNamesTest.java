package io.curfew.sensor.name;

import io.curfew.policy.language.DohServers;
import io.curfew.sensor.frames.ClientHellos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

import static io.curfew.sensor.frames.ClientHellos.hello;
import static io.curfew.sensor.frames.ClientHellos.message;
import static io.curfew.sensor.frames.ClientHellos.padding;
import static io.curfew.sensor.frames.ClientHellos.record;
import static io.curfew.sensor.frames.ClientHellos.serverName;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

class StreamNamesTest {
    private static final byte[] LONG_HELLO = record(message(padding(1_700), serverName("camera.example")));

    private final NameWatch watch = new NameWatch(2, 1_024, DohServers.shipped());
    private final Conversation connection = Conversation.connection(watch);

    @Test
    void aClientHelloTellsItsServerAndSettlesTheFlow() {
        connection.says(hello("camera.example"));

        assertThat(connection.told()).isEqualTo("tls camera.example");
        assertThat(connection.clues.isOpen).isFalse();
    }

    @Test
    void aClientHelloMayTakeSeveralSegments() {
        connection.says(part(LONG_HELLO, 0, 1_400));
        assertThat(connection.clues.serverName()).isNull();

        connection.says(part(LONG_HELLO, 1_400, LONG_HELLO.length));

        assertThat(connection.told()).isEqualTo("tls camera.example");
    }

    @Test
    void segmentsMayComeInAnyOrderAndTwice() {
        connection
                .saysAt(1_400, part(LONG_HELLO, 1_400, LONG_HELLO.length))
                .saysAt(700, part(LONG_HELLO, 700, 1_500))
                .saysAt(700, part(LONG_HELLO, 700, 1_500))
                .saysAt(0, part(LONG_HELLO, 0, 700));

        assertThat(connection.told()).isEqualTo("tls camera.example");
    }

    @Test
    void aClientHelloMayTakeSeveralRecords() {
        byte[] message = message(padding(300), serverName("camera.example"));

        connection.says(join(
                record(part(message, 0, 1)),
                record(part(message, 1, 200)),
                record(part(message, 200, message.length))));

        assertThat(connection.told()).isEqualTo("tls camera.example");
    }

    @Test
    void aClientHelloMayComeOctetByOctet() {
        byte[] hello = record(message(serverName("a.example")));
        Conversation slow = Conversation.late(watch);
        for (int at = 0; at < 12; at++) {
            slow.says(part(hello, at, at + 1));
        }
        slow.says(part(hello, 12, hello.length));

        assertThat(slow.told()).isEqualTo("tls a.example");
    }

    @Test
    void aClientHelloIsSeenWithoutItsSyn() {
        Conversation late = Conversation.late(watch).says(hello("camera.example"));

        assertThat(late.told()).isEqualTo("tls camera.example");
    }

    @Test
    void aKeepAliveBeforeTheStreamIsNoPartOfIt() {
        connection.saysAt(-1, new byte[1]).says(hello("camera.example"));

        assertThat(connection.told()).isEqualTo("tls camera.example");
    }

    @Test
    void aClientHelloIsSeenAfterStartTls() {
        connection
                .hears(text("220 mail.example\r\n"))
                .says(text("EHLO camera\r\n"))
                .hears(text("250-STARTTLS\r\n"))
                .says(text("STARTTLS\r\n"))
                .says(hello("mail.example"));

        assertThat(connection.told()).isEqualTo("tls mail.example");
    }

    @Test
    void theServersAnswerAloneTellsTheProtocol() {
        assertThat(Conversation.late(watch).hears(hex("160303004a020000460303")).told())
                .isEqualTo("tls null");
        assertThat(Conversation.late(watch).hears(text("HTTP/1.1 200 OK\r\n")).told())
                .isEqualTo("http null");
    }

    @Test
    void aClientHelloCutShortTellsWhatItCanAtTheEnd() {
        byte[] hello = record(message(serverName("camera.example"), padding(1_700)));
        connection.says(part(hello, 0, 600));
        assertThat(connection.clues.serverName()).isNull();

        watch.end(connection.clues);

        assertThat(connection.told()).isEqualTo("tls camera.example");
    }

    @Test
    void aStreamThatTellsNothingIsSettledInTheEnd() {
        for (int segment = 0; segment < StreamNames.MOST_LOOKS; segment++) {
            assertThat(connection.clues.isOpen).isTrue();
            connection.says(new byte[] {5, 5, 5});
        }

        assertThat(connection.clues.isOpen).isFalse();
        assertThat(connection.told()).isEqualTo("null null");
    }

    @Test
    void onlySoManyStreamsArePutTogetherAtOnce() {
        byte[] hello = record(message(serverName("first.example"), padding(1_700)));
        Conversation first = Conversation.connection(watch).says(part(hello, 0, 600));
        Conversation second = Conversation.connection(watch).says(part(LONG_HELLO, 0, 600));
        Conversation third = Conversation.connection(watch).says(part(LONG_HELLO, 0, 600));

        third.says(part(LONG_HELLO, 600, LONG_HELLO.length));
        second.says(part(LONG_HELLO, 600, LONG_HELLO.length));

        assertThat(watch.evicted()).isEqualTo(1);
        assertThat(first.clues.isOpen).isFalse();
        assertThat(first.told()).isEqualTo("tls first.example");
        assertThat(second.told()).isEqualTo("tls camera.example");
        assertThat(third.told()).isEqualTo("tls camera.example");
    }

    @Test
    void streamsThatEndMakeRoom() {
        for (int stream = 0; stream < 1_000; stream++) {
            Conversation begun = Conversation.connection(watch).says(part(LONG_HELLO, 0, 600));
            watch.end(begun.clues);
        }

        assertThat(watch.evicted()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1|host: Camera.example:8080, http camera.example",
        "POST /api HTTP/1.0|Accept: */*|Host:camera.example , http camera.example",
        "M-SEARCH /x HTTP/1.1|Host: camera.example, http camera.example",
        "CONNECT camera.example:443 HTTP/1.1, http camera.example",
        "GET http://camera.example/path HTTP/1.1, http camera.example",
        "GET / HTTP/1.1|Host: 192.0.2.21, http null",
        "GET / HTTP/1.1, http null",
        "PRI * HTTP/2.0, http null",
        "DESCRIBE rtsp://192.0.2.21/live RTSP/1.0, rtsp null",
        "OPTIONS sip:a@example.org SIP/2.0, sip null",
        "EHLO camera.example, null null"
    })
    void aRequestIsToldByItsFirstLine(String lines, String told) {
        connection.says(text(lines.replace("|", "\r\n") + "\r\n\r\n"));

        assertThat(connection.told()).isEqualTo(told);
    }

    @Test
    void aRequestMayTakeSeveralSegments() {
        connection.says(text("GE")).says(text("T /" + "a".repeat(3_000))).says(text(" HTTP/1.1\r\nHo"));
        assertThat(connection.clues.serverName()).isNull();

        connection.says(text("st: camera.example\r\n"));

        assertThat(connection.told()).isEqualTo("http camera.example");
        assertThat(connection.clues.isOpen).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5353482d322e302d4f70656e535348, ssh null",
        "101000044d5154540402003c0004616263, mqtt null",
        "108001000 64d514973647003, mqtt null"
    })
    void otherProtocolsAreToldByTheirFirstOctets(String hex, String told) {
        connection.says(hex(hex));

        assertThat(connection.told()).isEqualTo(told);
        assertThat(connection.clues.isOpen).isFalse();
    }

    /** Lengths that promise more than there is, nothing, or more than is kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "16 0301 ffff 01",
                "16 0301 0000 01 000000",
                "16 0301 0004 01 ffffff",
                "16 0301 4000 01 003ffc 0303",
                "16 0301 0040 01 00003c 0303 0000000000000000000000000000000000000000000000000000000000000000 ff",
                "16 0303 0001 01 16 0303 0001 00"
            })
    void lengthsThatLieTellNothing(String hex) {
        connection.says(hex(hex));
        watch.end(connection.clues);

        assertThat(connection.clues.serverName()).isNull();
        assertThat(connection.clues.gathering).isNull();
    }

    @Test
    void aFloodOfTinyRecordsIsReadToItsBoundOnly() {
        byte[] message = message(padding(8_000), serverName("camera.example"));
        byte[][] records = new byte[message.length][];
        for (int octet = 0; octet < message.length; octet++) {
            records[octet] = record(part(message, octet, octet + 1));
        }
        byte[] flood = join(records);
        for (int at = 0; at < flood.length; at += 1_400) {
            connection.says(part(flood, at, Math.min(flood.length, at + 1_400)));
        }

        assertThat(connection.told()).isEqualTo("tls null");
        assertThat(connection.clues.isOpen).isFalse();
    }

    @Test
    void namesThatNoHostHasAreLeftOut() {
        connection.says(record(ClientHellos.message(serverName("192.0.2.21"))));

        assertThat(connection.told()).isEqualTo("tls null");
    }

    private static byte[] part(byte[] whole, int from, int to) {
        return Arrays.copyOfRange(whole, from, to);
    }
}
