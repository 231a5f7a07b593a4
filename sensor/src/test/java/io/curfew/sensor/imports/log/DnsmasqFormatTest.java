package io.curfew.sensor.imports.log;

import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.sensor.imports.FlowNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

final class DnsmasqFormatTest {
    private static final String AT = "Nov  1 11:59:00 dnsmasq[17]: ";
    private static final String DHCP_AT = "Nov  1 11:59:00 dnsmasq-dhcp[17]: ";
    private static final String VACUUM = "192.0.2.21";
    private static final String CAMERA = "192.0.2.22";

    /** Lines of dnsmasq itself, at 11:59. */
    private static LogText read(String... messages) {
        return LogText.read(LogKind.DNSMASQ, AT + String.join("\n" + AT, messages));
    }

    private static LogText leases(String... messages) {
        return LogText.read(LogKind.DNSMASQ, DHCP_AT + String.join("\n" + DHCP_AT, messages));
    }

    private static List<String> told(LogText log) {
        return log.observations(DnsObservation.class).stream()
                .map(dns -> dns.client().ip() + " " + dns.questionName() + " " + dns.questionType() + " "
                        + dns.responseCode() + " "
                        + dns.answers().stream().map(Answer::data).toList())
                .toList();
    }

    @Test
    void anHourThatComesAgainHoldsNoQuestionsBack() {
        List<Observation> told = new ArrayList<>();
        LogFormat log = LogKind.DNSMASQ.format(LogText.in("Europe/Lisbon"), new FlowNumbers(), told::add);
        log.line("Oct 25 01:59:59 dnsmasq[17]: query[A] a.example.org from 192.0.2.21");

        log.line("Oct 25 01:00:00 dnsmasq[17]: query[A] b.example.org from 192.0.2.21");
        log.line("Oct 25 01:00:11 dnsmasq[17]: query[A] c.example.org from 192.0.2.21");

        assertThat(told).hasSize(2);
    }

    @Test
    void aQuestionGetsTheRecordsOfItsAnswer() {
        LogText log = read(
                "query[A] cloud.example.org from " + VACUUM,
                "forwarded cloud.example.org to 198.51.100.53",
                "reply cloud.example.org is <CNAME>",
                "reply edge.example.net is 203.0.113.7",
                "reply edge.example.net is 203.0.113.8");

        assertThat(log.observations(DnsObservation.class)).singleElement().satisfies(dns -> {
            assertThat(dns.at()).isEqualTo(Instant.parse("2026-11-01T11:59:00Z"));
            assertThat(dns.client().mac()).isNull();
            assertThat(dns.client().ip()).isEqualTo(IpAddress.parse(VACUUM));
            assertThat(dns.server().ip().isUnspecified()).isTrue();
            assertThat(dns.responseCode()).isEqualTo("NOERROR");
            assertThat(dns.blocked()).isFalse();
            assertThat(dns.answers())
                    .containsExactly(
                            new Answer(name("cloud.example.org"), "CNAME", "edge.example.net", 0),
                            new Answer(name("edge.example.net"), "A", "203.0.113.7", 0),
                            new Answer(name("edge.example.net"), "A", "203.0.113.8", 0));
        });
    }

    private static DomainName name(String text) {
        return new DomainName(text);
    }

    @Test
    void questionsInterleavedByNameKeepTheirAnswers() {
        LogText log = read(
                "query[A] a.example.org from " + VACUUM,
                "forwarded a.example.org to 198.51.100.53",
                "query[AAAA] a.example.org from " + VACUUM,
                "forwarded a.example.org to 198.51.100.53",
                "query[A] b.example.org from " + CAMERA,
                "forwarded b.example.org to 198.51.100.53",
                "reply b.example.org is 203.0.113.2",
                "reply a.example.org is NODATA-IPv6",
                "reply a.example.org is 203.0.113.1");

        assertThat(told(log))
                .containsExactly(
                        CAMERA + " b.example.org A NOERROR [203.0.113.2]",
                        VACUUM + " a.example.org AAAA NOERROR []",
                        VACUUM + " a.example.org A NOERROR [203.0.113.1]");
    }

    @Test
    void oneAnswerServesAllWhoAskedTheSame() {
        LogText log = read(
                "query[A] a.example.org from " + VACUUM,
                "forwarded a.example.org to 198.51.100.53",
                "query[A] a.example.org from " + CAMERA,
                "reply a.example.org is 203.0.113.1");

        assertThat(told(log))
                .containsExactly(
                        VACUUM + " a.example.org A NOERROR [203.0.113.1]",
                        CAMERA + " a.example.org A NOERROR [203.0.113.1]");
    }

    @Test
    void theSerialSaysWhoseAnswerItIs() {
        LogText log = read(
                "1 192.0.2.21/40001 query[A] a.example.org from " + VACUUM,
                "1 192.0.2.21/40001 forwarded a.example.org to 198.51.100.53",
                "2 192.0.2.22/40002 query[A] b.example.org from " + CAMERA,
                "2 192.0.2.22/40002 forwarded b.example.org to 198.51.100.53",
                "3 192.0.2.22/40003 query[A] a.example.org from " + CAMERA,
                "2 192.0.2.22/40002 reply error is SERVFAIL",
                "1 192.0.2.21/40001 reply a.example.org is 203.0.113.1",
                "3 192.0.2.22/40003 reply query is duplicate");

        assertThat(told(log))
                .containsExactlyInAnyOrder(
                        CAMERA + " b.example.org A SERVFAIL []",
                        VACUUM + " a.example.org A NOERROR [203.0.113.1]",
                        CAMERA + " a.example.org A NOERROR [203.0.113.1]");
        assertThat(log.observations(DnsObservation.class))
                .extracting(dns -> dns.client().port())
                .containsExactlyInAnyOrder(40_001, 40_002, 40_003);
    }

    @Test
    void whatTheCacheKnowsOfAnAliasIsNoAnswerWhenTheQuestionGoesOn() {
        LogText log = read(
                "query[A] a.example.org from " + VACUUM,
                "cached a.example.org is <CNAME>",
                "forwarded a.example.org to 198.51.100.53",
                "reply a.example.org is <CNAME>",
                "reply b.example.org is 203.0.113.1");

        assertThat(told(log)).containsExactly(VACUUM + " a.example.org A NOERROR [b.example.org, 203.0.113.1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query[A] ads.example.org | gravity blocked ads.example.org is 0.0.0.0 | NOERROR | true",
                "query[AAAA] ads.example.org | gravity blocked ads.example.org is :: | NOERROR | true",
                "query[A] ads.example.org | gravity blocked ads.example.org is NXDOMAIN | NXDOMAIN | true",
                "query[HTTPS] ads.example.org | gravity blocked ads.example.org is NODATA | NOERROR | true",
                "query[A] ads.example.org | regex denied ads.example.org is 0.0.0.0 | NOERROR | true",
                "query[A] ads.example.org | exactly blacklisted ads.example.org is 0.0.0.0 | NOERROR | true",
                "query[A] ads.example.org | /etc/my hosts ads.example.org is 0.0.0.0 | NOERROR | true",
                "query[A] ads.example.org | config ads.example.org is 0.0.0.0 | NOERROR | true",
                "query[A] ads.example.org | config error is REFUSED (EDE: not ready) | REFUSED | true",
                "query[A] mask.example.org | special domain mask.example.org is NXDOMAIN | NXDOMAIN | false",
                "query[A] a.example.org | cached-stale a.example.org is NXDOMAIN | NXDOMAIN | false",
                "query[A] a.example.org | /etc/hosts a.example.org is 192.0.2.9 | NOERROR | false",
                "query[A] vacuum.lan | DHCP vacuum.lan is 192.0.2.9 | NOERROR | false",
                "query[PTR] 9.2.0.192.in-addr.arpa | DHCP 192.0.2.9 is vacuum.lan | NOERROR | false",
                "query[TXT] a.example.org | reply a.example.org is v=spf1 is this | NOERROR | false",
                "query[SRV] a.example.org | reply a.example.org is <SRV> | NOERROR | false",
                "query[type=4711] a.example.org | reply a.example.org is NODATA | NOERROR | false",
            })
    void anAnswerOfItsOwn(String question, String answer, String responseCode, boolean blocked) {
        LogText log = read(question + " from " + VACUUM, answer);

        assertThat(log.observations(DnsObservation.class)).singleElement().satisfies(dns -> {
            assertThat(dns.responseCode()).isEqualTo(responseCode);
            assertThat(dns.blocked()).isEqualTo(blocked);
        });
        assertThat(log.lines().notUnderstood()).isEmpty();
    }

    @Test
    void whatIsNeverAnsweredIsToldAfterTenSeconds() {
        LogText log = LogText.read(LogKind.DNSMASQ, """
                Nov  1 11:59:00 dnsmasq[17]: query[A] a.example.org from 192.0.2.21
                Nov  1 11:59:02 dnsmasq[17]: query[A] a.example.org from 192.0.2.21
                Nov  1 11:59:11 dnsmasq[17]: query[A] b.example.org from 192.0.2.21
                Nov  1 11:59:11 dnsmasq[17]: cached b.example.org is 203.0.113.1
                """);

        assertThat(told(log))
                .containsExactly(
                        VACUUM + " a.example.org A null []", VACUUM + " b.example.org A NOERROR [203.0.113.1]");
    }

    @Test
    void aFloodOfQuestionsIsBounded() {
        StringBuilder flood = new StringBuilder();
        int questions = 3 * DnsmasqQuestions.MOST_WAITING;
        for (int index = 0; index < questions; index++) {
            flood.append(AT)
                    .append("query[A] x")
                    .append(index)
                    .append(".example.org from ")
                    .append(VACUUM)
                    .append('\n');
        }

        LogText log = LogText.read(LogKind.DNSMASQ, flood.toString());

        assertThat(log.observations()).hasSize(questions);
    }

    @Test
    void aLeaseHasItsMacAddressAndItsHostname() {
        LogText log = leases("DHCPACK(br0) 192.0.2.21 02:00:00:00:00:21 vacuum");

        assertThat(log.observations(DhcpObservation.class)).singleElement().satisfies(dhcp -> {
            assertThat(dhcp.messageType()).isEqualTo("ack");
            assertThat(dhcp.clientMac()).isEqualTo(MacAddress.parse("02:00:00:00:00:21"));
            assertThat(dhcp.assignedIp()).isEqualTo(IpAddress.parse(VACUUM));
            assertThat(dhcp.hostname()).isEqualTo("vacuum");
        });
    }

    @Test
    void logDhcpSaysWhatWasAskedForAndWhatWasGiven() {
        LogText log = leases(
                "77 client provides name: vacuum",
                "77 DHCPREQUEST(br0) 192.0.2.21 02:00:00:00:00:21 ",
                "77 tags: br0",
                "77 vendor class: udhcp 1.35.0",
                "77 DHCPACK(br0) 192.0.2.21 02:00:00:00:00:21 vacuum",
                "77 requested options: 1:netmask, 3:router, 6:dns-server, ",
                "77 requested options: 42:ntp-server",
                "77 sent size:  4 option: 54 server-identifier  192.0.2.1",
                "77 sent size:  4 option: 51 lease-time  1h30m",
                "77 sent size:  8 option:  6 dns-server  192.0.2.1, 192.0.2.2",
                "77 sent size:  4 option:  3 router  192.0.2.1",
                "77 sent size:  4 option: 42 ntp-server  203.0.113.1");

        assertThat(log.observations(DhcpObservation.class))
                .extracting(DhcpObservation::messageType)
                .containsExactly("request", "ack");
        assertThat(log.observations(DhcpObservation.class).getLast()).satisfies(ack -> {
            assertThat(ack.parameterRequestList()).containsExactly(1, 3, 6, 42);
            assertThat(ack.vendorClass()).isEqualTo("udhcp 1.35.0");
            assertThat(ack.server()).isEqualTo(IpAddress.parse("192.0.2.1"));
            assertThat(ack.routers()).containsExactly(IpAddress.parse("192.0.2.1"));
            assertThat(ack.dnsServers()).containsExactly(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"));
            assertThat(ack.ntpServers()).containsExactly(IpAddress.parse("203.0.113.1"));
            assertThat(ack.leaseTime()).isEqualTo(Duration.ofMinutes(90));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nov  1 11:59:00 dnsmasq[17]: | UTC | 2026-11-01T11:59:00Z",
                "Nov  1 11:59:00 router dnsmasq[17]: | Europe/Berlin | 2026-11-01T10:59:00Z",
                "Dec 31 23:59:59 dnsmasq[17]: | UTC | 2025-12-31T23:59:59Z",
                "Feb 29 01:00:00 dnsmasq[17]: | UTC | 2024-02-29T01:00:00Z",
                "11月 1 11:59:00 router dnsmasq[17]: | UTC | 2026-11-01T11:59:00Z",
                "2026-11-01T11:59:00.250000+01:00 router dnsmasq[17]: | UTC | 2026-11-01T10:59:00.250Z",
                "2026-11-01T11:59:00+0100 router dnsmasq[17]: | UTC | 2026-11-01T10:59:00Z",
                "2026-11-01 11:59:00 router dnsmasq[17]: | UTC | 2026-11-01T11:59:00Z",
            })
    void theTimeOfALine(String prefix, String zone, Instant at) {
        LogText log =
                LogText.read(LogKind.DNSMASQ, LogText.in(zone), prefix + " query[A] a.example.org from " + VACUUM);

        assertThat(log.observations())
                .singleElement()
                .extracting(dns -> dns.at())
                .isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "Nov 31 11:59:00 dnsmasq[17]: query[A] a.example.org from 192.0.2.21",
                "Nov  1 25:59:00 dnsmasq[17]: query[A] a.example.org from 192.0.2.21",
                "Nov  1 11:59:00 sshd[17]: query[A] a.example.org from 192.0.2.21",
                "Nov  1 11:59:00 dnsmasq[17]: query[A] a.example.org from nowhere",
                "Nov  1 11:59:00 dnsmasq[17]: query[A a.example.org from 192.0.2.21",
                "Nov  1 11:59:00 dnsmasq-dhcp[17]: DHCPACK(br0) 192.0.2.21 02:00:00:00:00 vacuum",
            })
    void whatMakesNoSenseIsCounted(String line) {
        LogText log = LogText.read(LogKind.DNSMASQ, line + '\n');

        assertThat(log.observations()).isEmpty();
        assertThat(log.lines().items()).isOne();
        assertThat(log.lines().notUnderstood().values()).containsExactly(1L);
    }

    @Test
    void aNameThatADeviceChoseHarmsNobody() {
        LogText log = read(
                "query[A] x is 0.0.0.0 from 198.51.100.1 from " + VACUUM,
                "query[A] \u0007\u00e9.example.org from " + CAMERA,
                "query[A] " + "x".repeat(2_000) + " from " + CAMERA);

        assertThat(log.observations(DnsObservation.class))
                .extracting(dns -> dns.questionName().value())
                .containsExactly("x\\032is\\0320.0.0.0\\032from\\032198.51.100.1", "\\007\\195\\169.example.org");
        assertThat(log.lines().notUnderstood()).containsEntry("name", 1L);
    }

    @Test
    void namesThatShareTheirHashTakeNotMuchLongerThanOthers() {
        long others = cpuNanosOfQuestions("by");
        long sharing = cpuNanosOfQuestions("b[");

        assertThat(sharing).isLessThan(10 * others);
    }

    /** Questions for 16,384 names of twice seven letters; {@code b[} has the hash of {@code az}. */
    private static long cpuNanosOfQuestions(String zero) {
        String[] lines = IntStream.range(0, 1 << 14)
                .mapToObj(number -> IntStream.range(0, 14)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? zero : "az")
                        .collect(Collectors.joining("", "query[A] ", ".org from " + VACUUM)))
                .toArray(String[]::new);
        return cpuNanos(() -> read(lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query[A] x%d.example.org | forwarded a.example.org to 198.51.100.53",
                "query[type=%d] a.example.org | forwarded a.example.org to 198.51.100.53",
                "query[A] x%d.example.org | cached a.example.org is 203.0.113.1",
                "query[type=%d] a.example.org | cached a.example.org is 203.0.113.1",
                "query[A] x%d.example.org | reply error is SERVFAIL",
                "query[A] x%d.example.org | 7 192.0.2.22/4711 reply query is duplicate",
                "query[A] x%d.example.org | 7 192.0.2.22/4711 reply a.example.org is 203.0.113.1",
            })
    void aLineTakesNotMuchLongerWhereManyQuestionsWait(String question, String line) {
        long few = cpuNanosOfLines(question, 16, line);
        long many = cpuNanosOfLines(question, DnsmasqQuestions.MOST_WAITING, line);

        assertThat(many).isLessThan(5 * few);
    }

    private static long cpuNanosOfLines(String question, int waiting, String line) {
        LogFormat log = LogKind.DNSMASQ.format(LogText.in("UTC"), new FlowNumbers(), _ -> {});
        // Types from 1,000 on have no name of their own.
        IntStream.range(1_000, 1_000 + waiting)
                .forEach(number -> log.line(AT + question.formatted(number) + " from " + VACUUM));
        return cpuNanos(() -> IntStream.range(0, 10_000).forEach(_ -> {
            log.line(AT + line);
            log.line(AT + "exiting on receipt of SIGTERM");
        }));
    }

    private static long cpuNanos(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
