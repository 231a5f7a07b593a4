package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.sensor.frames.DnsMessages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
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
                "6     | SOA    | c00c 00 00000001 00000002 00000003 00000004 00000005 | example.org . 1 2 3 4 5",
                "35    | NAPTR  | 000a 0014 0175 03736970 00 00               | 10 20 \"u\" \"sip\" \"\" .",
                "43    | DS     | 0102 08 02 abcd                             | 258 8 2 abcd",
                "48    | DNSKEY | 0101 03 08 0102                             | 257 3 8 AQI=",
                "46    | RRSIG  | 0001 08 02 0000003c 6a000000 69000000 0102 c00c 0102 | A 8 2 60 20260510034816 20251027232800 258 example.org AQI=",
                "47    | NSEC   | c00c 00 04 40000008                         | example.org A AAAA",
                "39    | DNAME  | c00c                                         | example.org",
                "64    | SVCB   | 0001 c00c 0004 0004 c0000215                  | 1 example.org ipv4hint=192.0.2.21",
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
    void ofEndlessTypesSomeAreShown() {
        byte[][] windows = new byte[1_900][];
        Arrays.fill(windows, join(hex("ff20"), hex("ff".repeat(32))));
        byte[] data = join(hex("c00c"), join(windows));
        byte[] record = join(hex("c00c"), u16(47), u16(1), hex("0000003c"), u16(data.length), data);

        Answer answer = readable(DnsMessages.answer(1, 0, "example.org", 1, record))
                .answers()
                .getFirst();

        assertThat(answer.data()).startsWith("example.org TYPE65280").hasSizeLessThan(4_096);
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

    @ParameterizedTest
    @CsvSource({"0004, true", "000f, true", "0010, true", "0011, true", "0012, false", "0006, false"})
    void aResolverMaySayThatItFilters(String code, boolean isFiltered) {
        byte[] answer = join(
                hex("0001 8183 0001 0000 0001 0001"),
                DnsMessages.name("tracker.example.com"),
                hex("0001 0001"),
                DnsMessages.record("example.com", 6, 60, new byte[22]),
                hex("00 0029 04d0 00000000 000a"),
                hex("000a 0000"),
                hex("000f 0002" + code));

        assertThat(readable(answer).isFiltered()).isEqualTo(isFiltered);
    }

    @ParameterizedTest
    @CsvSource({"00, 7, 7", "01, 0, 16", "01, 7, 23", "ff, 3, 4083"})
    void theCodeOfAnAnswerHasItsUpperBitsInTheOptions(String upper, int lower, int code) {
        byte[] answer = join(
                hex("0001 818" + lower + " 0001 0000 0000 0001"),
                DnsMessages.name("example.com"),
                hex("0001 0001"),
                hex("00 0029 04d0" + upper + "000000 0000"));

        assertThat(readable(answer).responseCode()).isEqualTo(code);
    }

    @Test
    void compressionCannotMakeMuchOfLittle() {
        byte[] longest = join(hex("3f"), text("\\".repeat(63)), hex("3f"), text("\\".repeat(63)), hex("c00c"));
        byte[] pointers = {};
        for (int count = 0; count < 5_000; count++) {
            pointers = join(pointers, hex("c01d 0005 0001 0000003c 0002 c01d"));
        }
        byte[] message = join(
                hex("0001 8180 0001 ffff 0000 0000"),
                DnsMessages.name("example.org"),
                hex("0005 0001"),
                longest,
                hex("0005 0001 0000003c 0002 c00c"),
                pointers);

        DnsMessage read = readable(message);

        int characters = read.answers().stream()
                .mapToInt(
                        answer -> answer.name().value().length() + answer.data().length())
                .sum();
        assertThat(characters).isBetween(DnsMessageReader.MOST_CHARACTERS, DnsMessageReader.MOST_CHARACTERS + 2_048);
    }

    @Test
    void noMoreAnswersAreKeptThanTheLimitSays() {
        byte[] records = {};
        for (int count = 0; count < 2_000; count++) {
            records = join(records, hex("00 0001 0001 00000000 0004 c0000215"));
        }
        byte[] message = join(hex("0001 8180 0001 07d0 0000 0000 00 0001 0001"), records);

        assertThat(readable(message).answers()).hasSize(DnsMessageReader.MOST_ANSWERS);
    }

    private static DnsMessage readable(byte[] message) {
        return Objects.requireNonNull(read(message));
    }

    private static @Nullable DnsMessage read(byte[] message) {
        byte[] amongOthers = join(new byte[5], message);
        return DnsMessageReader.read(amongOthers, 5, amongOthers.length);
    }
}
