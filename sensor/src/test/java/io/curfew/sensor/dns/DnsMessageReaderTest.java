package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.sensor.frames.DnsMessages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.ip;
import static io.curfew.sensor.frames.Frames.join;
import static io.curfew.sensor.frames.Frames.text;
import static io.curfew.sensor.frames.Frames.u16;
import static org.assertj.core.api.Assertions.assertThat;

class DnsMessageReaderTest {
    @Test
    void aQuestionIsRead() {
        DnsMessage message = readable(DnsMessages.question(7, "Cloud.Example.org", DnsMessages.AAAA));

        assertThat(message.id()).isEqualTo(7);
        assertThat(message.isResponse()).isFalse();
        assertThat(message.questionName().value()).isEqualTo("cloud.example.org");
        assertThat(message.questionType()).isEqualTo(DnsMessages.AAAA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1     | A      | c0000215                                     | 192.0.2.21",
                "28    | AAAA   | 20010db8000000000000000000000021             | 2001:db8::21",
                "5     | CNAME  | 0465646765 c00c                              | edge.example.org",
                "15    | MX     | 000a 046d61696c c00c                         | 10 mail.example.org",
                "33    | SRV    | 0001 0002 01bb 00                            | 1 2 443 .",
                "16    | TXT    | 0376 3d31 0161                               | \"v=1\" \"a\"",
                "65    | HTTPS  | 0001 00 0001 0003 026832 0003 0002 01bb       | 1 . alpn=h2 port=443",
                "257   | CAA    | 00 05 6973737565 6361                         | 0 issue \"ca\"",
                "10    | TYPE10 | 0102                                         | \\# 2 0102",
                "1     | A      | c00002                                       | \\# 3 c00002",
            })
    void recordsAreShownInTheirPresentationForm(int type, String typeName, String data, String shown) {
        byte[] record = join(hex("c00c"), u16(type), u16(1), hex("0000003c"), u16(hex(data).length), hex(data));

        Answer answer = readable(DnsMessages.answer(1, 0, "example.org", 1, record))
                .answers()
                .getFirst();

        assertThat(answer.name().value()).isEqualTo("example.org");
        assertThat(answer.type()).isEqualTo(typeName);
        assertThat(answer.data()).isEqualTo(shown);
        assertThat(answer.ttlSeconds()).isEqualTo(60);
    }

    @Test
    void octetsThatAreNoUsualLettersAreEscaped() {
        byte[] message = join(hex("0001 0100 0001 0000 0000 0000"), hex("05 612e20e4 5c 00"), hex("0001 0001"));

        assertThat(readable(message).questionName().value()).isEqualTo("a\\.\\032\\228\\\\");
    }

    @Test
    void compressionThatGoesInCirclesIsBroken() {
        byte[] toItself = join(hex("0001 0100 0001 0000 0000 0000"), hex("c00c"), hex("0001 0001"));
        byte[] forwards = join(hex("0001 0100 0001 0000 0000 0000"), hex("c00e c00c"), hex("0001 0001"));

        assertThat(read(toItself)).isNull();
        assertThat(read(forwards)).isNull();
    }

    @Test
    void aNameOfMoreThan255OctetsIsBroken() {
        byte[] label = join(hex("3f"), text("x".repeat(63)));
        byte[] message =
                join(hex("0001 0100 0001 0000 0000 0000"), label, label, label, label, hex("00"), hex("0001 0001"));

        assertThat(read(message)).isNull();
    }

    @Test
    void answersBeforeABrokenOneAreKept() {
        byte[] good = DnsMessages.record("example.org", DnsMessages.A, 60, ip("192.0.2.21"));
        byte[] message = DnsMessages.answer(1, 0, "example.org", DnsMessages.A, good, good);

        DnsMessage cut = Objects.requireNonNull(DnsMessageReader.read(message, 0, message.length - 3));

        assertThat(cut.answers()).hasSize(1);
    }

    private static DnsMessage readable(byte[] message) {
        return Objects.requireNonNull(read(message));
    }

    private static @Nullable DnsMessage read(byte[] message) {
        byte[] amongOthers = join(new byte[5], message);
        return DnsMessageReader.read(amongOthers, 5, amongOthers.length);
    }
}
