package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.Transport;
import io.curfew.sensor.imports.FlowNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

final class BindFormatTest {
    private static final String CLIENT = "client @0x7f01 192.0.2.21#51234 (a.example.org): ";
    private static final String QUERY = CLIENT + "query: a.example.org IN A +E(0)K (192.0.2.1)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01-Nov-2026 11:59:00.250 | 2026-11-01T11:59:00.250Z",
                "01-Nov-2026 11:59:00.250 queries: info: | 2026-11-01T11:59:00.250Z",
                "2026-11-01T11:59:00.250Z queries: info: | 2026-11-01T11:59:00.250Z",
                "Nov  1 11:59:00 router named[12]: | 2026-11-01T11:59:00Z",
            })
    void aQuestionHasItsClientAndItsServer(String prefix, Instant at) {
        LogText log = LogText.read(LogKind.BIND, prefix + ' ' + QUERY);

        assertThat(log.observations(DnsObservation.class)).singleElement().satisfies(dns -> {
            assertThat(dns.at()).isEqualTo(at);
            assertThat(dns.client().ip()).isEqualTo(IpAddress.parse("192.0.2.21"));
            assertThat(dns.client().port()).isEqualTo(51_234);
            assertThat(dns.server().ip()).isEqualTo(IpAddress.parse("192.0.2.1"));
            assertThat(dns.questionName().value()).isEqualTo("a.example.org");
            assertThat(dns.transport()).isEqualTo(Transport.UDP);
            assertThat(dns.responseCode()).isEqualTo(DnsObservation.ANSWER_NOT_SEEN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client 192.0.2.21#51234 (a.example.org): query: a.example.org IN AAAA + (192.0.2.1)",
                "client @0x7f01 192.0.2.21#51234/key home (a.example.org): query: a.example.org IN AAAA + (192.0.2.1)",
                "client @0x7f01 192.0.2.21#51234 (a.example.org): view in: query: a.example.org IN AAAA + (192.0.2.1)",
                "client @0x7f01 192.0.2.21#51234 (a.example.org): query: a.example.org IN AAAA +E(0)TDV (192.0.2.1) "
                        + "[ECS 198.51.100.0/24/0]",
            })
    void theFormsOfItsVersions(String message) {
        LogText log = LogText.read(LogKind.BIND, "01-Nov-2026 11:59:00.250 " + message);

        assertThat(log.observations(DnsObservation.class)).singleElement().satisfies(dns -> {
            assertThat(dns.questionType()).isEqualTo("AAAA");
            assertThat(dns.server().ip()).isEqualTo(IpAddress.parse("192.0.2.1"));
            assertThat(dns.transport()).isEqualTo(message.contains("TDV") ? Transport.TCP : Transport.UDP);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpz QNAME NXDOMAIN rewrite a.example.org/A/IN via a.example.org.rpz | NXDOMAIN | true",
                "rpz QNAME NODATA rewrite a.example.org/A/IN via a.example.org.rpz | NOERROR | true",
                "rpz QNAME Local-Data rewrite a.example.org/A/IN via a.example.org.rpz | NOERROR | true",
                "rpz QNAME PASSTHRU rewrite a.example.org/A/IN via a.example.org.rpz | NOT-SEEN | false",
                "query failed (SERVFAIL) for a.example.org/IN/A at query.c:7 | SERVFAIL | false",
                "query failed (REFUSED) for a.example.org/IN/A at query.c:7 | REFUSED | true",
                "query 'a.example.org/A/IN' denied (allow-query did not match) | REFUSED | true",
                "something of another kind | NOT-SEEN | false",
            })
    void otherCategoriesSayWhatBecameOfIt(String message, String responseCode, boolean blocked) {
        LogText log = LogText.read(
                LogKind.BIND,
                "01-Nov-2026 11:59:00.250 " + QUERY + "\n01-Nov-2026 11:59:00.251 " + CLIENT + message + '\n');

        assertThat(log.observations(DnsObservation.class)).singleElement().satisfies(dns -> {
            assertThat(dns.responseCode()).isEqualTo(responseCode);
            assertThat(dns.blocked()).isEqualTo(blocked);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpz QNAME NXDOMAIN rewrite a.example.org/AAAA/IN via a.example.org.rpz | NXDOMAIN",
                "query failed (timed out) for a.example.org/IN/AAAA at query.c:7916 | SERVFAIL",
                "query (cache) 'a.example.org/AAAA/IN' denied (allow-query-cache did not match) | REFUSED",
            })
    void anOutcomeIsOfTheQuestionOfItsType(String message, String responseCode) {
        LogText log = LogText.read(
                LogKind.BIND,
                "01-Nov-2026 11:59:00.250 " + CLIENT + "query: a.example.org IN AAAA + (192.0.2.1)\n"
                        + "01-Nov-2026 11:59:00.250 " + CLIENT + "query: a.example.org IN A + (192.0.2.1)\n"
                        + "01-Nov-2026 11:59:00.251 " + CLIENT + message + '\n');

        assertThat(log.observations(DnsObservation.class))
                .extracting(dns -> dns.questionType() + ' ' + dns.responseCode())
                .containsExactlyInAnyOrder("A NOT-SEEN", "AAAA " + responseCode);
    }

    @Test
    void anOutcomeWithoutATypeIsOfTheQuestionThatWaits() {
        LogText log = LogText.read(
                LogKind.BIND,
                "01-Nov-2026 11:59:00.250 " + QUERY + "\n01-Nov-2026 11:59:00.251 " + CLIENT
                        + "rpz QNAME NXDOMAIN rewrite a.example.org via a.example.org.rpz\n");

        assertThat(log.observations(DnsObservation.class))
                .extracting(DnsObservation::responseCode)
                .containsExactly("NXDOMAIN");
    }

    @Test
    void aQuestionThatTimedOutHasFailed() {
        LogText log = LogText.read(
                LogKind.BIND,
                "01-Nov-2026 11:59:00.250 " + QUERY + "\n01-Nov-2026 11:59:10.250 " + CLIENT
                        + "query failed (timed out) for a.example.org/IN/A at query.c:7916\n");

        assertThat(log.observations(DnsObservation.class))
                .extracting(DnsObservation::responseCode)
                .containsExactly("SERVFAIL");
    }

    @Test
    void aFloodOfQuestionsIsBounded() {
        StringBuilder flood = new StringBuilder();
        int questions = 2 * BindFormat.MOST_WAITING;
        for (int index = 0; index < questions; index++) {
            flood.append("01-Nov-2026 11:59:00.250 client @0x7f01 192.0.2.21#51234 (x): query: x")
                    .append(index)
                    .append(".example.org IN A + (192.0.2.1)\n");
        }

        assertThat(LogText.read(LogKind.BIND, flood.toString()).observations()).hasSize(questions);
    }

    @Test
    void aClockThatIsSetBackHoldsNoQuestionsBack() {
        List<Observation> told = new ArrayList<>();
        LogFormat log = LogKind.BIND.format(LogText.SETTINGS, new FlowNumbers(), told::add);
        log.line("01-Nov-2026 11:59:00.250 " + QUERY);

        log.line("01-Nov-2026 10:59:00.250 client @0x7f01 192.0.2.21#51235 (b): query: b IN A + (192.0.2.1)");
        log.line("01-Nov-2026 10:59:13.250 all is well");

        assertThat(told).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client @0x7f01 192.0.2.21#51234 (a): query: a IN A + (192.0.2.1) | time",
                "01-Nov-2026 11:59:00.250 client @0x7f01 nowhere#51234 (a): query: a IN A + (192.0.2.1) | address",
                "01-Nov-2026 11:59:00.250 client @0x7f01 192.0.2.21#512345 (a): query: a IN A + (192.0.2.1) | address",
                "01-Nov-2026 11:59:00.250 client @0x7f01 192.0.2.21#51234 (a): query: a IN | unknown form",
                "01-Nov-2026 11:59:00.250 client @0x7f01 192.0.2.21#51234 (a): query: a IN ? + (192.0.2.1) | name",
            })
    void whatMakesNoSenseIsCounted(String line, String reason) {
        LogText log = LogText.read(LogKind.BIND, line);

        assertThat(log.observations()).isEmpty();
        assertThat(log.lines().notUnderstood()).containsEntry(reason, 1L);
    }

    @Test
    void anOutcomeTakesNotMuchLongerWhereManyQuestionsWait() {
        long few = cpuNanosOfOutcomes(16);
        long many = cpuNanosOfOutcomes(BindFormat.MOST_WAITING);

        assertThat(many).isLessThan(5 * few);
    }

    /** Of lines that name no type, as those of old versions, about a name that nobody asked for. */
    private static long cpuNanosOfOutcomes(int waiting) {
        String at = "01-Nov-2026 11:59:00.250 client 192.0.2.21#51234 ";
        LogFormat log = LogKind.BIND.format(LogText.in("UTC"), new FlowNumbers(), _ -> {});
        IntStream.range(0, waiting)
                .mapToObj(number -> at + "(x%1$d.example.org): query: x%1$d.example.org IN A + ".formatted(number))
                .forEach(log::line);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        IntStream.range(0, 10_000).forEach(_ -> log.line(at + "(a.example.org): query failed (SERVFAIL)"));
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
