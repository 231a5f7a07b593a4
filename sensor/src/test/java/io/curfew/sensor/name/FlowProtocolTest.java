package io.curfew.sensor.name;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.language.DohServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;

import static io.curfew.sensor.frames.ClientHellos.message;
import static io.curfew.sensor.frames.ClientHellos.protocols;
import static io.curfew.sensor.frames.ClientHellos.record;
import static io.curfew.sensor.frames.ClientHellos.serverName;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.QuicPackets.Version.ONE;
import static io.curfew.sensor.frames.QuicPackets.crypto;
import static io.curfew.sensor.frames.QuicPackets.initial;
import static org.assertj.core.api.Assertions.assertThat;

class FlowProtocolTest {
    private static final String CLOUD = "203.0.113.9";
    private static final String RESOLVER = "192.0.2.53";
    private static final int CLIENT_PORT = 40_001;
    private static final DohServers SERVERS = DohServers.read("own.txt", "dns.example\n" + RESOLVER, new ArrayList<>());

    private final NameWatch watch = new NameWatch(2, 1_024, SERVERS);

    @ParameterizedTest
    @CsvSource({
        // what payloads told, name, transport, who is asked, port, protocol
        "tls, camera.example, TCP, 203.0.113.9, 443, tls",
        "tls, a.dns.example, TCP, 203.0.113.9, 443, doh",
        "tls, a.dns.example, TCP, 203.0.113.9, 8443, doh",
        "tls, , TCP, 192.0.2.53, 443, doh",
        "tls, camera.example, TCP, 192.0.2.53, 8443, tls",
        "tls, camera.example, TCP, 203.0.113.9, 853, dot",
        "quic, a.dns.example, UDP, 203.0.113.9, 443, doh",
        "quic, camera.example, UDP, 203.0.113.9, 853, doq",
        "quic, camera.example, UDP, 203.0.113.9, 443, quic",
        // silence, as of a firewall that drops
        ", , TCP, 203.0.113.9, 853, dot",
        ", , TCP, 192.0.2.53, 443, doh",
        ", , UDP, 192.0.2.53, 443, doh",
        ", , UDP, 203.0.113.9, 853, doq",
        ", , UDP, 203.0.113.9, 784, doq",
        ", , UDP, 203.0.113.9, 8853, doq",
        ", , TCP, 203.0.113.9, 443, ",
        ", , TCP, 203.0.113.9, 53, dns",
        ", , UDP, 203.0.113.9, 53, dns",
        ", , UDP, 203.0.113.9, 67, dhcp",
        ", , UDP, 203.0.113.9, 123, ntp",
        ", , UDP, 203.0.113.9, 137, netbios-ns",
        ", , UDP, 203.0.113.9, 547, dhcpv6",
        ", , UDP, 203.0.113.9, 1900, ssdp",
        ", , UDP, 203.0.113.9, 5353, mdns",
        ", , UDP, 203.0.113.9, 5355, llmnr",
        ", , TCP, 203.0.113.9, 80, ",
        // payload beats port
        "http, a.dns.example, TCP, 192.0.2.53, 443, http",
        "http, , TCP, 203.0.113.9, 853, http",
        "ssh, , TCP, 203.0.113.9, 53, ssh",
        "stun, , UDP, 203.0.113.9, 53, stun",
        "dtls, , UDP, 203.0.113.9, 853, dtls"
    })
    void aFlowIsNamedAfterWhatItShows(
            @Nullable String told,
            @Nullable String name,
            Transport transport,
            String asked,
            int port,
            @Nullable String protocol) {
        Clues clues = new Clues();
        clues.begin();
        clues.protocol = told;
        clues.serverName = name == null ? null : new DomainName(name);

        assertThat(watch.protocol(clues, transport, CLIENT_PORT, IpAddress.parse(asked), port))
                .isEqualTo(protocol);
    }

    @Test
    void whatAClientNegotiatesTellsEncryptedDnsOnAnyPort() {
        byte[] doq = message(serverName("camera.example"), protocols("doq"));
        byte[] draft = message(serverName("camera.example"), protocols("doq-i02"));
        Conversation quic = Conversation.datagrams(watch)
                .says(initial(ONE, hex("0102030405060708"), 0, 1_150, crypto(doq, 0, doq.length)));
        Conversation old = Conversation.datagrams(watch)
                .says(initial(ONE, hex("0102030405060708"), 0, 1_150, crypto(draft, 0, draft.length)));
        Conversation tls =
                Conversation.connection(watch).says(record(message(serverName("camera.example"), protocols("dot"))));

        assertThat(protocol(quic, Transport.UDP)).isEqualTo("doq");
        assertThat(protocol(old, Transport.UDP)).isEqualTo("doq");
        assertThat(protocol(tls, Transport.TCP)).isEqualTo("dot");
    }

    @Test
    void aServicesOwnPortTellsWhereItSpeaksFirst() {
        Clues clues = new Clues();
        clues.begin();

        assertThat(watch.protocol(clues, Transport.UDP, 5_353, IpAddress.parse(CLOUD), 50_000))
                .isEqualTo("mdns");
    }

    private @Nullable String protocol(Conversation conversation, Transport transport) {
        return watch.protocol(conversation.clues, transport, CLIENT_PORT, IpAddress.parse(CLOUD), 8_443);
    }
}
