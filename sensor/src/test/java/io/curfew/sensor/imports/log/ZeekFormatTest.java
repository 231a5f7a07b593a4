package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines in the forms of Zeek 6 and later. */
final class ZeekFormatTest {
    private static final String HEAD = """
            #separator \\x09
            #set_separator	,
            #empty_field	(empty)
            #unset_field	-
            """;
    private static final String CONN = HEAD + """
            #path	conn
            #open	2026-11-01-11-59-00
            #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	service	duration	orig_bytes	resp_bytes	conn_state	local_orig	local_resp	missed_bytes	history	orig_pkts	orig_ip_bytes	resp_pkts	resp_ip_bytes	tunnel_parents	orig_l2_addr	resp_l2_addr	vlan	community_id
            #types	time	string	addr	port	addr	port	enum	string	interval	count	count	string	bool	bool	count	string	count	count	count	count	set[string]	string	string	int	string
            """;

    private static String conn(String proto, String state, String history, int answers) {
        return CONN + "1793534340.250000\tC1\t192.0.2.21\t40000\t203.0.113.7\t443\t" + proto
                + "\tssl\t1.500000\t100\t200\t" + state + "\tT\tF\t0\t" + history + "\t5\t360\t" + answers
                + "\t460\t-\t02:00:00:00:00:21\t02:00:00:00:00:01\t30\t-\n#close\t2026-11-01-12-00-00\n";
    }

    private static FlowObservation flow(String text) {
        LogText log = LogText.read(LogKind.ZEEK, text);
        assertThat(log.lines().notUnderstood()).isEmpty();
        assertThat(log.observations()).hasSize(1);
        return log.observations(FlowObservation.class).getFirst();
    }

    @Test
    void aConnectionIsAFlowAtItsEnd() {
        FlowObservation flow = flow(conn("tcp", "SF", "ShADadFf", 4));

        assertThat(flow.phase()).isEqualTo(FlowObservation.Phase.END);
        assertThat(flow.first()).isEqualTo(Instant.parse("2026-11-01T11:59:00.250Z"));
        assertThat(flow.last()).isEqualTo(Instant.parse("2026-11-01T11:59:01.750Z"));
        assertThat(flow.initiator().ip()).isEqualTo(IpAddress.parse("192.0.2.21"));
        assertThat(flow.initiator().mac()).isEqualTo(MacAddress.parse("02:00:00:00:00:21"));
        assertThat(flow.responder().port()).isEqualTo(443);
        assertThat(flow.transport()).isEqualTo(Transport.TCP);
        assertThat(flow.initiatorBytes()).isEqualTo(360);
        assertThat(flow.initiatorPackets()).isEqualTo(5);
        assertThat(flow.responderBytes()).isEqualTo(460);
        assertThat(flow.responderPackets()).isEqualTo(4);
        assertThat(flow.vlanIds()).containsExactly(30);
        assertThat(flow.applicationProtocol()).isEqualTo("tls");
        assertThat(flow.initiatorCertain()).isTrue();
        assertThat(flow.outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(flow.communityId()).startsWith("1:");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp,S0,S,0,UNANSWERED",
        "tcp,REJ,Sr,1,REFUSED",
        "tcp,S1,ShAad,3,ESTABLISHED",
        "tcp,RSTR,ShADr,3,RESET",
        "udp,SF,Dd,1,ANSWERED",
        "udp,S0,D,0,UNANSWERED",
    })
    void itsStateIsAnOutcomeInWords(String proto, String state, String history, int answers, Outcome outcome) {
        assertThat(flow(conn(proto, state, history, answers)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.21,5353,224.0.0.251,5353,udp,,",
        "fe80::1,134,ff02::1,133,icmp,,",
        "192.0.2.1,3,192.0.2.21,1,icmp,,icmp-error",
        "2001:db8::1,1,2001:db8::21,4,icmp,,icmp-error",
        "192.0.2.21,8,192.0.2.1,0,icmp,UNANSWERED,",
        "192.0.2.21,3,192.0.2.1,53,udp,UNANSWERED,",
    })
    void silenceIsToldOnlyOfThoseWhoMustAnswer(
            String from,
            int port,
            String to,
            int toPort,
            String proto,
            @Nullable Outcome outcome,
            @Nullable String protocol) {
        String fields = "id.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\torig_pkts\tresp_pkts\tts\n";

        FlowObservation flow = flow("#path\tconn\n#fields\t" + fields + from + '\t' + port + '\t' + to + '\t' + toPort
                + '\t' + proto + "\tOTH\t5\t0\t1793534340.25\n");

        assertThat(flow.outcome()).isEqualTo(outcome);
        assertThat(flow.applicationProtocol()).isEqualTo(protocol);
    }

    @Test
    void aDirectionThatZeekTurnedIsInferred() {
        assertThat(flow(conn("tcp", "OTH", "^dA", 1)).initiatorCertain()).isFalse();
    }

    @Test
    void theColumnsMayStandInAnyOrder() {
        FlowObservation flow = flow("""
                        #path\tconn
                        #fields\tproto\tid.resp_p\tid.resp_h\tid.orig_p\tid.orig_h\tconn_state\tts
                        udp\t53\t2001:db8::53\t40000\t2001:db8::21\tS0\t1793534340.0
                        """);

        assertThat(flow.responder().ip()).isEqualTo(IpAddress.parse("2001:db8::53"));
        assertThat(flow.transport()).isEqualTo(Transport.UDP);
        assertThat(flow.initiatorBytes()).isZero();
    }

    @Test
    void aConnectionAsJson() {
        FlowObservation flow =
                flow("{\"ts\":1793534340.25,\"uid\":\"C1\",\"id.orig_h\":\"192.0.2.21\",\"id.orig_p\":40000,"
                        + "\"id.resp_h\":\"203.0.113.7\",\"id.resp_p\":443,\"proto\":\"tcp\",\"duration\":1.5,"
                        + "\"conn_state\":\"SF\",\"history\":\"ShADadFf\",\"orig_pkts\":5,\"orig_ip_bytes\":360,"
                        + "\"resp_pkts\":4,\"resp_ip_bytes\":460}");

        assertThat(flow.last()).isEqualTo(Instant.parse("2026-11-01T11:59:01.750Z"));
        assertThat(flow.responderBytes()).isEqualTo(460);
    }

    private static final String DNS = HEAD + """
            #path	dns
            #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	trans_id	rtt	query	qclass	qclass_name	qtype	qtype_name	rcode	rcode_name	AA	TC	RD	RA	Z	answers	TTLs	rejected
            """;

    @Test
    void aQuestionHasItsAnswers() {
        LogText log = LogText.read(
                LogKind.ZEEK,
                DNS
                        + "1793534340.250000\tC1\t192.0.2.21\t40000\t192.0.2.1\t53\tudp\t4711\t0.002000\ta.example.org"
                        + "\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\tb.example.org,203.0.113.7\t60.000000,30.000000"
                        + "\tF\n"
                        + "1793534341.250000\tC2\t192.0.2.21\t40001\t192.0.2.1\t53\tudp\t4712\t-\tb.example.org"
                        + "\t1\tC_INTERNET\t28\tAAAA\t-\t-\tF\tF\tT\tF\t0\t-\t-\tF\n"
                        + "1793534341.250000\tC3\t192.0.2.21\t5353\t224.0.0.251\t5353\tudp\t0\t-\t_hap._tcp.local"
                        + "\t1\tC_INTERNET\t12\tPTR\t-\t-\tF\tF\tF\tF\t0\t-\t-\tF\n");

        assertThat(log.lines().notUnderstood()).isEmpty();
        List<DnsObservation> questions = log.observations(DnsObservation.class);
        assertThat(questions).hasSize(2);
        assertThat(questions.getFirst()).satisfies(dns -> {
            assertThat(dns.at()).isEqualTo(Instant.parse("2026-11-01T11:59:00.252Z"));
            assertThat(dns.id()).isEqualTo(4_711);
            assertThat(dns.timeToAnswer()).isEqualTo(Duration.ofMillis(2));
            assertThat(dns.answers())
                    .containsExactly(
                            new Answer(new DomainName("a.example.org"), "CNAME", "b.example.org", 60),
                            new Answer(new DomainName("b.example.org"), "A", "203.0.113.7", 30));
        });
        assertThat(questions.getLast().responseCode()).isNull();
        assertThat(log.lines().format().sees()).isEqualTo(new LogFormat.Sees(false, false, true, false));
    }

    @Test
    void aQuestionAsJson() {
        LogText log = LogText.read(
                LogKind.ZEEK,
                "{\"ts\":\"2026-11-01T11:59:00.250000Z\",\"uid\":\"C1\",\"id.orig_h\":\"192.0.2.21\",\"id.orig_p\":40000,"
                        + "\"id.resp_h\":\"192.0.2.1\",\"id.resp_p\":53,\"proto\":\"udp\",\"trans_id\":1,\"query\":"
                        + "\"ads.example.org\",\"qtype\":1,\"qtype_name\":\"A\",\"rcode\":0,\"rcode_name\":\"NOERROR\","
                        + "\"answers\":[\"0.0.0.0\"],\"TTLs\":[2.0],\"rejected\":false}");

        assertThat(log.observations(DnsObservation.class))
                .singleElement()
                .satisfies(dns -> assertThat(dns.blocked()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1793534340.25	C1	192.0.2.21 | no header yet",
                "{\"ts\":1,\"conn_state\": | json",
                "{\"ts\":\"then\",\"conn_state\":\"SF\"} | time",
                "{\"ts\":1793534340,\"conn_state\":\"SF\",\"id.orig_h\":\"x\",\"id.resp_h\":\"::\"} | address",
                "{\"ts\":1793534340,\"method\":\"GET\"} | unknown form",
            })
    void whatMakesNoSenseIsCounted(String line, String reason) {
        LogText log = LogText.read(LogKind.ZEEK, line);

        assertThat(log.observations()).isEmpty();
        assertThat(log.lines().notUnderstood()).containsEntry(reason, 1L);
    }
}
