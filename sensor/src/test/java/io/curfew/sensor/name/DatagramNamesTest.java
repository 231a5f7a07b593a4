package io.curfew.sensor.name;

import io.curfew.policy.language.DohServers;
import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.curfew.sensor.frames.ClientHellos.datagramHello;
import static io.curfew.sensor.frames.ClientHellos.serverName;
import static io.curfew.sensor.frames.Frames.hex;
import static io.curfew.sensor.frames.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

class DatagramNamesTest {
    private final NameWatch watch = new NameWatch(2, 1_024, DohServers.shipped());
    private final Conversation datagrams = Conversation.datagrams(watch);

    @Test
    void aDtlsClientTellsItsServer() {
        datagrams.says(datagramHello(serverName("camera.example")));

        assertThat(datagrams.told()).isEqualTo("dtls camera.example");
        assertThat(datagrams.clues.isOpen).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "M-SEARCH * HTTP/1.1|HOST: 239.255.255.250:1900||, ssdp null",
        "NOTIFY * HTTP/1.1|HOST: 239.255.255.250:1900||, ssdp null",
        "REGISTER sip:example.org SIP/2.0||, sip null"
    })
    void requestsInDatagramsAreToldByTheirFirstLine(String lines, String told) {
        datagrams.says(text(lines.replace("|", "\r\n")));

        assertThat(datagrams.told()).isEqualTo(told);
    }

    @Test
    void stunIsToldByItsCookie() {
        datagrams.says(hex("00010000 2112a442 000000000000000000000000"));

        assertThat(datagrams.told()).isEqualTo("stun null");
    }

    @Test
    void datagramsThatTellNothingAreSettledInTheEnd() {
        for (int datagram = 0; datagram < DatagramNames.MOST_LOOKS; datagram++) {
            assertThat(datagrams.clues.isOpen).isTrue();
            datagrams.says(new byte[] {5, 5, 5});
        }

        assertThat(datagrams.clues.isOpen).isFalse();
    }

    @Test
    void aDnsMessageIsToldOnAnyPort() {
        datagrams.says(DnsMessages.question(7, "camera.example", DnsMessages.A));

        assertThat(datagrams.told()).isEqualTo("dns null");
    }
}
