package io.curfew.sensor.flow;

import io.curfew.events.CommunityId;
import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.policy.language.DohServers;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.frames.ClientHellos;
import io.curfew.sensor.name.NameWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class FlowTableTest {
    private static final IpAddress CAMERA = IpAddress.parse("192.0.2.21");
    private static final IpAddress CLOUD = IpAddress.parse("203.0.113.9");
    private static final String LONG_NAME = "a" + ("." + "n".repeat(63)).repeat(3) + ".example";
    private static final long SECOND = 1_000_000_000L;
    private static final long NOON = 1_793_534_400L * SECOND;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SYN = PacketFacts.SYN;
    private static final int ACK = PacketFacts.ACK;
    private static final int FIN = PacketFacts.FIN;
    private static final int RST = PacketFacts.RST;
    private static final int PSH = 0x08;
    private static final int URG = 0x20;

    private final List<FlowObservation> seen = new ArrayList<>();
    private final NameWatch names = new NameWatch(4, 4, DohServers.shipped());
    private final FlowTable table = new FlowTable(4, 0, names, seen::add);

    @Test
    void aFlowIsReportedWithinASecondThenEachMinuteThenAtItsEnd() {
        toCloud(NOON, UDP, 40_001, 9_000, 0);
        table.advance(NOON + SECOND);
        for (int second = 10; second <= 70; second += 10) {
            toCloud(NOON + second * SECOND, UDP, 40_001, 9_000, 0);
        }
        table.advance(NOON + 500 * SECOND);

        assertThat(seen).extracting(FlowObservation::phase).containsExactly(Phase.START, Phase.UPDATE, Phase.END);
        assertThat(seen).extracting(FlowObservation::initiatorPackets).containsExactly(1L, 7L, 8L);
        assertThat(seen).extracting(FlowObservation::number).containsOnly(0L);
    }

    @Test
    void aFlowThatSaysNothingNewIsNotUpdated() {
        toCloud(NOON, TCP, 40_001, 443, ACK);
        table.advance(NOON + SECOND);
        table.advance(NOON + 130 * SECOND);

        assertThat(seen).extracting(FlowObservation::phase).containsExactly(Phase.START);
    }

    @Test
    void aFlowThatGoesOnAfterASilenceIsUpdatedWithinAMinute() {
        toCloud(NOON, TCP, 40_001, 443, ACK);
        table.advance(NOON + SECOND);
        table.advance(NOON + 61 * SECOND);
        table.advance(NOON + 121 * SECOND);
        assertThat(seen).hasSize(1);

        toCloud(NOON + 200 * SECOND, TCP, 40_001, 443, ACK);
        table.advance(NOON + 260 * SECOND);

        assertThat(seen).extracting(FlowObservation::phase).containsExactly(Phase.START, Phase.UPDATE);
        assertThat(seen.getLast().initiatorPackets()).isEqualTo(2);
    }

    @Test
    void silenceIsCalledSoOnlyAfterTheFirstReport() {
        toCloud(NOON, TCP, 40_001, 443, SYN);
        table.advance(NOON + SECOND);
        table.advance(NOON + 100 * SECOND);

        assertThat(seen.getFirst().outcome()).isNull();
        assertThat(seen.getLast().outcome()).isEqualTo(Outcome.UNANSWERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {ACK, FIN, 0, FIN | PSH | URG})
    void segmentsWithoutASynThatNothingAnswersDidNotGetThrough(int flags) {
        toCloud(NOON, TCP, 40_000, 443, SYN);
        toCamera(NOON, TCP, 443, 40_000, SYN | ACK);
        toCloud(NOON, TCP, 40_001, 443, flags);
        table.advance(NOON + SECOND);
        table.advance(NOON + 4_000 * SECOND);

        assertThat(seen)
                .filteredOn(flow -> flow.initiator().port() == 40_001)
                .extracting(FlowObservation::phase, FlowObservation::outcome)
                .containsExactly(tuple(Phase.START, null), tuple(Phase.END, Outcome.UNANSWERED));
    }

    @Test
    void nothingIsSaidOfAConnectionOfWhichAMirrorShowsOneWay() {
        toCloud(NOON, TCP, 40_001, 443, ACK);
        toCamera(NOON, TCP, 443, 40_002, ACK);
        table.advance(NOON + SECOND);
        table.advance(NOON + 4_000 * SECOND);

        assertThat(seen).extracting(FlowObservation::outcome).hasSize(4).containsOnlyNulls();
    }

    @Test
    void aConnectionThatWasThereBeforeTheSensorIsEstablished() {
        toCloud(NOON, TCP, 40_001, 443, ACK);
        toCamera(NOON, TCP, 443, 40_001, ACK);
        table.advance(NOON + SECOND);

        assertThat(seen.getFirst().outcome()).isEqualTo(Outcome.ESTABLISHED);
    }

    @Test
    void aConnectionThatFellSilentHasTimedOut() {
        toCloud(NOON, TCP, 40_001, 443, SYN);
        toCamera(NOON, TCP, 443, 40_001, SYN | ACK);
        table.advance(NOON + 4_000 * SECOND);

        assertThat(seen.getLast().outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void aDeviceThatLostItsPowerIsSeenToBeDroppedOnItsOldPort() {
        syn(NOON, 1_000);
        toCamera(NOON + 1, TCP, 443, 40_001, SYN | ACK);
        for (int attempt = 1; attempt <= 3; attempt++) {
            syn(NOON + attempt * 20L * SECOND, 900_000);
        }
        table.finish();

        assertThat(seen)
                .filteredOn(flow -> flow.phase() == Phase.END)
                .extracting(FlowObservation::outcome, FlowObservation::initiatorPackets)
                .containsExactly(tuple(Outcome.ESTABLISHED, 1L), tuple(Outcome.UNANSWERED, 3L));
    }

    private void syn(long nanos, int sequence) {
        PacketFacts packet = packet(nanos, TCP, CAMERA, 40_001, CLOUD, 443, SYN);
        packet.tcpSequence = sequence;
        table.advance(nanos);
        table.packet(packet);
    }

    @Test
    void aFullTableEndsItsIdlestFlow() {
        for (int port = 40_001; port <= 40_004; port++) {
            toCloud(NOON + port, UDP, port, 9_000, 0);
        }
        toCloud(NOON + 50_000, UDP, 40_001, 9_000, 0);

        toCloud(NOON + 60_000, UDP, 40_005, 9_000, 0);

        assertThat(seen).extracting(flow -> flow.initiator().port()).containsExactly(40_002);
        assertThat(table.open()).isEqualTo(4);
        assertThat(table.evicted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {SYN, ACK, FIN, 0})
    void aScanEndsNoConnectionToMakeRoom(int flags) {
        toCloud(NOON, TCP, 40_001, 443, SYN);
        toCamera(NOON + 1, TCP, 443, 40_001, SYN | ACK);
        for (int port = 1; port <= 10; port++) {
            toCloud(NOON + 1 + port, TCP, 50_000, port, flags);
        }
        toCloud(NOON + 100, TCP, 40_001, 443, ACK);
        table.finish();

        assertThat(table.evicted()).isEqualTo(7);
        assertThat(seen)
                .filteredOn(flow -> flow.responder().port() == 443)
                .extracting(FlowObservation::initiatorPackets)
                .containsExactly(2L);
    }

    @Test
    void longNamesThatOnlyBeginEndNoConnectionOfOthers() {
        FlowTable larger = new FlowTable(200, 0, names, seen::add);
        larger.advance(NOON);
        larger.packet(request(40_001, "broker.example.org"));
        larger.packet(packet(NOON, TCP, CAMERA, 40_002, CLOUD, 8_883, ACK));
        larger.advance(NOON + 100_000);
        for (int port = 50_001; port <= 50_100; port++) {
            larger.packet(beginning(port));
        }

        assertThat(larger.evicted()).isZero();
        assertThat(seen).isEmpty();
        assertThat(names.longNamesGivenUp()).isEqualTo(95);
    }

    @Test
    void aLongNameThatMakesThemTooMuchIsNotKept() {
        ask(40_001, LONG_NAME);
        ask(40_002, LONG_NAME);
        table.finish();

        assertThat(seen)
                .extracting(FlowObservation::serverName, FlowObservation::applicationProtocol)
                .containsExactly(tuple(new DomainName(LONG_NAME), "http"), tuple(null, "http"));
        assertThat(names.longNamesGivenUp()).isEqualTo(1);
        assertThat(table.evicted()).isZero();
    }

    @Test
    void aNameThatIsNotLongIsKeptWhateverOthersAskFor() {
        String name = "n".repeat(40) + ".example";
        ask(40_001, LONG_NAME);
        ask(40_002, name);
        table.finish();

        assertThat(seen.getLast().serverName()).isEqualTo(new DomainName(name));
        assertThat(names.longNamesGivenUp()).isZero();
    }

    /** The first half of a hello that asks for a long name. */
    private static PacketFacts beginning(int port) {
        byte[] whole = ClientHellos.record(
                ClientHellos.message(ClientHellos.serverName(LONG_NAME), ClientHellos.padding(1_000)));
        return carrying(port, 443, Arrays.copyOf(whole, 600));
    }

    @Test
    void whatEndedKeepsNoName() {
        ask(40_001, LONG_NAME);

        table.finish();

        assertThat(seen.getLast().serverName()).isEqualTo(new DomainName(LONG_NAME));
        assertThat(names.longNameOctets()).isZero();
    }

    private void ask(int port, String name) {
        table.advance(NOON + port);
        table.packet(request(port, name));
    }

    private static PacketFacts request(int port, String name) {
        return carrying(port, 80, ("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static PacketFacts carrying(int port, int service, byte[] payload) {
        PacketFacts packet = packet(NOON + port, TCP, CAMERA, port, CLOUD, service, ACK);
        packet.payload = payload;
        packet.payloadLength = payload.length;
        return packet;
    }

    @Test
    void aSynAckThatIsSeenFirstNamesItsReceiverAsInitiator() {
        toCamera(NOON, TCP, 443, 40_001, SYN | ACK);
        table.finish();

        assertThat(seen.getFirst().initiator().ip()).isEqualTo(CAMERA);
        assertThat(seen.getFirst().initiatorCertain()).isTrue();
    }

    @Test
    void theTtlIsThatOfTheInitiatorsFirstPacket() {
        toCloud(NOON, TCP, 40_001, 443, SYN, 64);
        toCamera(NOON + 1, TCP, 443, 40_001, SYN | ACK);
        toCloud(NOON + 2, TCP, 40_001, 443, ACK, 63);
        table.finish();

        assertThat(seen.getFirst().initiatorTtl()).isEqualTo(64);
    }

    @Test
    void anInitiatorOfWhomNoPacketWasSeenHasNoTtl() {
        toCamera(NOON, TCP, 443, 40_001, SYN | ACK);
        table.finish();

        assertThat(seen.getFirst().initiatorTtl()).isNull();
    }

    @Test
    void inTheMiddleOfAConnectionTheServicePortIsAGuess() {
        toCamera(NOON, TCP, 443, 40_001, ACK);
        table.finish();

        assertThat(seen.getFirst().initiator().ip()).isEqualTo(CAMERA);
        assertThat(seen.getFirst().initiatorCertain()).isFalse();
    }

    @Test
    void aHandshakeSeenLateStillSaysWhoBegan() {
        toCloud(NOON, TCP, 9_000, 443, ACK);
        toCamera(NOON + 1, TCP, 443, 9_000, SYN);
        table.finish();

        assertThat(seen.getFirst().initiator().ip()).isEqualTo(CLOUD);
        assertThat(seen.getFirst().initiatorCertain()).isTrue();
    }

    @Test
    void aSynAfterTheEndIsANewFlow() {
        toCloud(NOON, TCP, 40_001, 443, SYN);
        toCamera(NOON, TCP, 443, 40_001, SYN | ACK);
        toCloud(NOON, TCP, 40_001, 443, FIN | ACK);
        toCamera(NOON, TCP, 443, 40_001, FIN | ACK);
        toCloud(NOON + SECOND / 4, TCP, 40_001, 443, SYN);
        table.finish();

        assertThat(seen).extracting(FlowObservation::outcome).containsExactly(Outcome.CLOSED, Outcome.UNANSWERED);
        assertThat(seen).extracting(FlowObservation::number).containsExactly(0L, 1L);
    }

    @Test
    void aSynThatIsTriedAgainAfterRefusalIsTheSameFlow() {
        toCloud(NOON, TCP, 40_001, 443, SYN);
        toCamera(NOON, TCP, 443, 40_001, RST | ACK);
        toCloud(NOON + SECOND / 2, TCP, 40_001, 443, SYN);
        toCamera(NOON + SECOND / 2, TCP, 443, 40_001, RST | ACK);
        table.finish();

        assertThat(seen).extracting(FlowObservation::phase).containsExactly(Phase.START, Phase.END);
        assertThat(seen.getLast().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void anOfferOfALeaseAnswersTheClient() {
        toCamera(NOON, UDP, 67, 68, 0);
        table.finish();

        assertThat(seen.getFirst().initiator().ip()).isEqualTo(CAMERA);
        assertThat(seen.getFirst().initiatorCertain()).isFalse();
    }

    @Test
    void whatIsSentToAGroupIsNoAnswer() {
        table.advance(NOON);
        table.packet(packet(NOON, UDP, CLOUD, 67, IpAddress.parse("255.255.255.255"), 68, 0));
        table.finish();

        assertThat(seen.getFirst().initiator().ip()).isEqualTo(CLOUD);
        assertThat(seen.getFirst().outcome()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.21, 192.0.2.10, 239.255.255.250, 1900, 1900",
        "192.0.2.21, 192.0.2.10, 239.255.255.250, 1900, 50700",
        "192.0.2.21, 192.0.2.10, 239.255.255.250, 3702, 3702",
        "192.0.2.21, 192.0.2.10, 224.0.0.251, 5353, 5353",
        "192.0.2.21, 192.0.2.10, 224.0.0.252, 5355, 5355",
        "fe80::21, fe80::10, ff02::c, 1900, 1900",
        "2001:db8::21, 2001:db8::10, ff05::c, 1900, 1900",
        "fe80::21, fe80::10, ff02::c, 3702, 3702",
        "fe80::21, fe80::10, ff02::fb, 5353, 5353",
        "fe80::21, fe80::10, ff02::1:3, 5355, 5355"
    })
    void whoAnswersASearchDidNotBegin(
            IpAddress device, IpAddress searcher, IpAddress group, int service, int answeringPort) {
        table.advance(NOON);
        table.packet(packet(NOON, UDP, searcher, 40_001, group, service, 0));
        table.packet(packet(NOON + SECOND, UDP, device, answeringPort, searcher, 40_001, 0));
        table.finish();

        FlowObservation answer = seen.getLast();
        assertThat(answer.initiator().ip()).isEqualTo(searcher);
        assertThat(answer.responder().port()).isEqualTo(answeringPort);
        assertThat(answer.initiatorCertain()).isFalse();
        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @ParameterizedTest
    @CsvSource({"40002, 239.255.255.250, 1900", "40001, 239.255.255.251, 1900", "40001, 239.255.255.250, 1901"})
    void whereNobodySearchedNobodyAnswers(int searchingPort, IpAddress group, int service) {
        table.advance(NOON);
        table.packet(packet(NOON, UDP, CLOUD, searchingPort, group, service, 0));
        table.packet(packet(NOON, UDP, CAMERA, 1_900, CLOUD, 40_001, 0));
        table.finish();

        assertThat(seen.getLast().initiator().ip()).isEqualTo(CAMERA);
        assertThat(seen.getLast().initiatorCertain()).isTrue();
    }

    @Test
    void whatComesLongAfterASearchIsNoAnswer() {
        table.advance(NOON);
        table.packet(packet(NOON, UDP, CLOUD, 40_001, IpAddress.parse("239.255.255.250"), 1_900, 0));
        toCamera(NOON + 61 * SECOND, TCP, 443, 9_000, ACK);
        table.packet(packet(NOON + 61 * SECOND, UDP, CAMERA, 1_900, CLOUD, 40_001, 0));
        table.finish();

        assertThat(seen.getLast().initiator().ip()).isEqualTo(CAMERA);
    }

    @ParameterizedTest
    @CsvSource({"132, 192.0.2.10", "0, 192.0.2.21"})
    void betweenPortsOfMulticastDnsTheMessageSaysWhetherItAnswers(int flags, IpAddress initiator) {
        IpAddress searcher = IpAddress.parse("192.0.2.10");
        PacketFacts message = packet(NOON, UDP, CAMERA, 5_353, searcher, 5_353, 0);
        message.payload = new byte[] {0, 0, (byte) flags, 0};
        message.payloadLength = message.payload.length;
        table.advance(NOON);
        table.packet(packet(NOON, UDP, searcher, 5_353, IpAddress.parse("224.0.0.251"), 5_353, 0));

        table.packet(message);

        table.finish();
        assertThat(seen.getLast().initiator().ip()).isEqualTo(initiator);
    }

    @Test
    void packetsOlderThanOthersDoNotTurnTimeBack() {
        toCloud(NOON, UDP, 40_001, 9_000, 0);
        toCloud(NOON - 1_000 * SECOND, UDP, 40_001, 9_000, 0);
        table.finish();

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().first()).isBefore(seen.getFirst().last());
    }

    @Test
    void aTeredoServersOtherAddressDoesNotAsk() {
        PacketFacts answer = packet(NOON, UDP, CLOUD, 3_544, CAMERA, 3_797, 0);
        answer.payload = new byte[48];
        answer.payload[0] = 0x60;
        answer.payloadLength = answer.payload.length;
        table.packet(answer);
        table.packet(packet(NOON, UDP, CLOUD, 3_544, CAMERA, 4_000, 0));

        table.finish();

        assertThat(seen).extracting(flow -> flow.initiator().port()).containsExactly(3_797, 3_544);
        assertThat(seen).extracting(FlowObservation::initiatorCertain).containsExactly(false, true);
    }

    @Test
    void anotherSeedGivesEveryFlowItsOwnId() {
        FlowTable seeded = new FlowTable(4, 1, new NameWatch(4, 4, DohServers.shipped()), seen::add);
        PacketFacts echo = packet(NOON, 1, CAMERA, 8, CLOUD, 0, 0);
        echo.icmpType = 8;
        seeded.packet(packet(NOON, TCP, CAMERA, 40_001, CLOUD, 443, SYN));
        seeded.packet(echo);

        seeded.finish();

        assertThat(seen)
                .extracting(FlowObservation::communityId)
                .containsExactly(
                        CommunityId.of(1, TCP, CAMERA, 40_001, CLOUD, 443, false),
                        CommunityId.of(1, 1, CAMERA, 8, CLOUD, 0, false));
    }

    @Test
    void manyFlowsAreFoundAgainAfterOthersEnded() {
        FlowTable large = new FlowTable(10_000, 0, new NameWatch(4, 4, DohServers.shipped()), seen::add);
        large.advance(NOON);
        for (int round = 0; round < 2; round++) {
            for (int port = 1_024; port < 9_024; port++) {
                large.packet(packet(NOON, UDP, CAMERA, port, CLOUD, 9_000, 0));
            }
        }
        for (int port = 20_000; port < 22_500; port++) {
            large.packet(packet(NOON, UDP, CAMERA, port, CLOUD, 9_000, 0));
        }
        large.finish();

        assertThat(large.evicted()).isEqualTo(500);
        assertThat(seen).hasSize(10_500);
        assertThat(seen.stream().mapToLong(FlowObservation::initiatorPackets).sum())
                .isEqualTo(18_500);
    }

    private void toCloud(long nanos, int protocol, int sourcePort, int destinationPort, int flags) {
        table.advance(nanos);
        table.packet(packet(nanos, protocol, CAMERA, sourcePort, CLOUD, destinationPort, flags));
    }

    private void toCloud(long nanos, int protocol, int sourcePort, int destinationPort, int flags, int timeToLive) {
        PacketFacts packet = packet(nanos, protocol, CAMERA, sourcePort, CLOUD, destinationPort, flags);
        packet.hopLimit = timeToLive;
        table.advance(nanos);
        table.packet(packet);
    }

    private void toCamera(long nanos, int protocol, int sourcePort, int destinationPort, int flags) {
        table.advance(nanos);
        table.packet(packet(nanos, protocol, CLOUD, sourcePort, CAMERA, destinationPort, flags));
    }

    private static PacketFacts packet(
            long nanos,
            int protocol,
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            int flags) {
        PacketFacts packet = new PacketFacts();
        packet.timestampNanos = nanos;
        packet.protocol = protocol;
        packet.isV6 = source.isV6();
        packet.sourceHigh = source.high();
        packet.sourceLow = source.low();
        packet.sourcePort = sourcePort;
        packet.destinationHigh = destination.high();
        packet.destinationLow = destination.low();
        packet.destinationPort = destinationPort;
        packet.tcpFlags = flags;
        packet.ipBytes = 40;
        return packet;
    }
}
