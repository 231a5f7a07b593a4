package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.frames.Frames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines in the form of AdGuard Home 0.107. */
final class AdguardFormatTest {
    /** a.example.org A, answered with an alias and an address. */
    private static final String ANSWER = Base64.getEncoder()
            .encodeToString(Frames.hex("1234 8180 0001 0002 0000 0000"
                    + "01 61 07 6578616d706c65 03 6f7267 00 0001 0001"
                    + "c00c 0005 0001 0000003c 0004 01 62 c00e"
                    + "c02b 0001 0001 0000003c 0004 cb007107"));

    private static String line(String more) {
        return "{\"T\":\"2026-11-01T12:59:00.5+01:00\",\"QH\":\"a.example.org\",\"QT\":\"A\",\"QC\":\"IN\","
                + "\"IP\":\"192.0.2.21\"," + more + "\"Elapsed\":1500000}\n";
    }

    private static DnsObservation one(String text) {
        LogText log = LogText.read(LogKind.ADGUARD, text);
        assertThat(log.lines().notUnderstood()).isEmpty();
        assertThat(log.observations()).hasSize(1);
        return log.observations(DnsObservation.class).getFirst();
    }

    @Test
    void aLineIsAQuestionWithItsWholeAnswer() {
        DnsObservation dns = one(line("\"CP\":\"\",\"Answer\":\"" + ANSWER + "\",\"Result\":{},"));

        assertThat(dns.at()).isEqualTo(Instant.parse("2026-11-01T11:59:00.5Z"));
        assertThat(dns.client().ip()).isEqualTo(IpAddress.parse("192.0.2.21"));
        assertThat(dns.id()).isEqualTo(0x1234);
        assertThat(dns.questionType()).isEqualTo("A");
        assertThat(dns.responseCode()).isEqualTo("NOERROR");
        assertThat(dns.timeToAnswer()).isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(dns.blocked()).isFalse();
        assertThat(dns.answers())
                .containsExactly(
                        new Answer(new DomainName("a.example.org"), "CNAME", "b.example.org", 60),
                        new Answer(new DomainName("b.example.org"), "A", "203.0.113.7", 60));
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "3,true", "4,true", "5,true", "7,false", "8,true", "9,false"})
    void itsReasonSaysWhetherItWasBlocked(int reason, boolean blocked) {
        DnsObservation dns = one(line("\"Answer\":\"" + ANSWER + "\",\"Result\":{\"IsFiltered\":" + (reason > 2)
                + ",\"Reason\":" + reason + ",\"Rules\":[{\"Text\":\"||a.example.org^\",\"FilterListID\":1}]},"));

        assertThat(dns.blocked()).isEqualTo(blocked);
    }

    @ParameterizedTest
    @CsvSource({"'',UDP,53", "dot,TCP,853", "doh,TCP,443", "doq,UDP,853"})
    void itKnowsHowTheQuestionCame(String protocol, Transport transport, int port) {
        DnsObservation dns = one(line("\"CP\":\"" + protocol + "\",\"Answer\":\"" + ANSWER + "\","));

        assertThat(dns.transport()).isEqualTo(transport);
        assertThat(dns.server().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"T\":\"2026-11-01T12:59:00Z\",\"QH\":\"a\",\"QT\":\"A\",\"IP\":\"192.0.2.21\" | json",
                "{\"T\":\"2026-11-01T12:59:00Z\",\"QH\":trooe} | json",
                "[] | json",
                "{\"T\":\"12/09/1998T15:00:00\",\"QH\":\"a\",\"QT\":\"A\",\"IP\":\"192.0.2.21\"} | time",
                "{\"T\":\"3026-11-01T12:59:00Z\",\"QH\":\"a\",\"QT\":\"A\",\"IP\":\"192.0.2.21\"} | time",
                "{\"T\":\"2026-11-01T12:59:00Z\",\"QH\":\"a\",\"QT\":\"A\",\"IP\":19202} | address",
                "{\"T\":\"2026-11-01T12:59:00Z\",\"QT\":\"A\",\"IP\":\"192.0.2.21\"} | name",
                "{\"T\":\"2026-11-01T12:59:00Z\",\"QH\":\"a\",\"QT\":\"A\",\"IP\":\"192.0.2.21\",\"Answer\":\"%\"} | dns message",
            })
    void whatMakesNoSenseIsCounted(String line, String reason) {
        LogText log = LogText.read(LogKind.ADGUARD, line);

        assertThat(log.observations()).isEmpty();
        assertThat(log.lines().notUnderstood()).containsExactly(java.util.Map.entry(reason, 1L));
    }

    @Test
    void jsonOfAnyDepthIsBounded() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

        assertThat(LogText.read(LogKind.ADGUARD, deep).lines().notUnderstood()).containsEntry("json", 1L);
    }
}
