package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.frames.DnsMessages;
import io.curfew.sensor.frames.Frames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DnsWatchTest {
    private static final IpAddress CAMERA = IpAddress.parse("192.0.2.21");
    private static final IpAddress RESOLVER = IpAddress.parse("192.0.2.1");
    private static final long MILLISECOND = 1_000_000L;
    private static final String CLOUD = "cloud.example.org";
    private static final byte[] QUESTION = DnsMessages.question(7, CLOUD, DnsMessages.A);
    private static final byte[] ANSWER = DnsMessages.answer(
            7, 0, CLOUD, DnsMessages.A, DnsMessages.record(CLOUD, DnsMessages.A, 60, Frames.ip("203.0.113.9")));

    private final List<DnsObservation> seen = new ArrayList<>();
    private final DnsWatch watch = new DnsWatch(2, seen::add);

    @Test
    void anAnswerIsPairedWithItsQuestion() {
        ask(0, 7);
        answer(12);

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().client().ip()).isEqualTo(CAMERA);
        assertThat(seen.getFirst().responseCode()).isEqualTo("NOERROR");
        assertThat(seen.getFirst().timeToAnswer()).isEqualTo(Duration.ofMillis(12));
    }

    @Test
    void aQuestionThatIsAskedAgainWaitsOnce() {
        ask(0, 7);
        ask(5, 7);
        answer(12);
        watch.finish();

        assertThat(seen).extracting(DnsObservation::timeToAnswer).containsExactly(Duration.ofMillis(12));
    }

    @Test
    void aQuestionWithoutAnswerIsReportedAfterAWhile() {
        ask(0, 7);
        watch.advance(9_000 * MILLISECOND);
        assertThat(seen).isEmpty();
        watch.advance(11_000 * MILLISECOND);

        assertThat(seen).extracting(DnsObservation::responseCode).containsOnlyNulls();
        assertThat(seen).hasSize(1);
    }

    @Test
    void aQuestionThatWaitedForTooLongDidNotMakeRoom() {
        ask(0, 1);
        watch.advance(11_000 * MILLISECOND);

        assertThat(seen).hasSize(1);
        assertThat(watch.questionsGivenUp()).isZero();
    }

    @Test
    void anAnswerWithoutQuestionIsReported() {
        answer(12);

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().timeToAnswer()).isNull();
    }

    @Test
    void tooManyQuestionsMakeTheOldestGiveUp() {
        ask(0, 1);
        ask(1, 2);
        ask(2, 3);

        assertThat(seen).extracting(DnsObservation::id).containsExactly(1);
        assertThat(watch.questionsGivenUp()).isEqualTo(1);
    }

    @Test
    void namesThatTakeTooMuchMakeTheOldestGiveUp() {
        String escaped = "\u0001".repeat(60) + "." + "\u0001".repeat(60) + "." + "\u0001".repeat(60);
        ask(0, DnsMessages.question(1, escaped, DnsMessages.A));
        answer(1, DnsMessages.answer(1, 0, escaped, DnsMessages.A));
        seen.clear();
        ask(2, DnsMessages.question(2, escaped, DnsMessages.A));
        assertThat(seen).isEmpty();
        ask(3, DnsMessages.question(3, escaped, DnsMessages.A));

        assertThat(seen).extracting(DnsObservation::id).containsExactly(2);
    }

    @Test
    void whatIsNoMessageIsCounted() {
        watch.udp(packet(0, CAMERA, 40_001, RESOLVER, 53, Frames.hex("ffff")));

        assertThat(watch.malformed()).isEqualTo(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void aBareErrorAnswersTheQuestionOfItsNumber() {
        ask(0, 7);
        answer(12, Frames.hex("0007 8181 0000 0000 0000 0000"));
        watch.finish();

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().questionName()).hasToString(CLOUD);
        assertThat(seen.getFirst().responseCode()).isEqualTo("FORMERR");
        assertThat(seen.getFirst().timeToAnswer()).isEqualTo(Duration.ofMillis(12));
        assertThat(watch.malformed()).isZero();
    }

    @Test
    void aBareErrorHasItsUpperBitsInTheOptions() {
        ask(0, 7);
        answer(12, Frames.hex("0007 8180 0000 0000 0000 0001 00 0029 04d0 01000000 0000"));

        assertThat(seen.getFirst().responseCode()).isEqualTo("BADVERS");
    }

    @ParameterizedTest
    @CsvSource({"another number, 0008 8181", "no error, 0007 8180", "a question, 0007 0101", "a notification, 0007 a181"
    })
    void whatIsBareAndNoErrorOfAQuestionIsCounted(String what, String head) {
        ask(0, 7);
        answer(12, Frames.hex(head + "0000 0000 0000 0000"));
        watch.finish();

        assertThat(watch.malformed()).as(what).isEqualTo(1);
        assertThat(seen).extracting(DnsObservation::responseCode).containsOnlyNulls();
    }

    @Test
    void aBareErrorAnswersOneQuestionOnly() {
        ask(0, 7);
        answer(12, Frames.hex("0007 8181 0000 0000 0000 0000"));
        answer(13, Frames.hex("0007 8181 0000 0000 0000 0000"));
        ask(14, 7);
        answer(15);
        answer(16, Frames.hex("0007 8181 0000 0000 0000 0000"));

        assertThat(seen).extracting(DnsObservation::responseCode).containsExactly("FORMERR", "NOERROR");
        assertThat(watch.malformed()).isEqualTo(2);
    }

    @Test
    void messagesAreCutOutOfTcpSegmentsInAnyOrder() {
        byte[] stream = Frames.join(Frames.u16(ANSWER.length), ANSWER, Frames.u16(ANSWER.length), ANSWER);
        watch.tcp(segment(100, PacketFacts.SYN, new byte[0]));

        watch.tcp(segment(101 + 50, PacketFacts.ACK, Arrays.copyOfRange(stream, 50, stream.length)));
        watch.tcp(segment(101, PacketFacts.ACK, Arrays.copyOfRange(stream, 0, 30)));
        assertThat(seen).isEmpty();
        watch.tcp(segment(101 + 20, PacketFacts.ACK, Arrays.copyOfRange(stream, 20, 50)));

        assertThat(seen).hasSize(2);
    }

    @Test
    void aGapInATcpStreamIsJumpedOver() {
        byte[] message = Frames.join(Frames.u16(ANSWER.length), ANSWER);
        watch.tcp(segment(100, PacketFacts.SYN, new byte[0]));

        for (int index = 1; index <= 20; index++) {
            watch.tcp(segment(101 + index * message.length, PacketFacts.ACK, message));
        }

        assertThat(seen).hasSize(20);
    }

    @Test
    void doHInTheClearIsRead() {
        byte[] preface = Frames.text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        byte[] header = Frames.hex("0001 00000001");

        watch.otherTcp(web(CAMERA, 40_001, RESOLVER, 80, 1, preface));
        watch.otherTcp(web(CAMERA, 40_001, RESOLVER, 80, 25, Frames.join(u24(QUESTION.length), header, QUESTION)));
        watch.otherTcp(web(RESOLVER, 80, CAMERA, 40_001, 900, Frames.join(u24(ANSWER.length), header, ANSWER)));

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().client().ip()).isEqualTo(CAMERA);
        assertThat(seen.getFirst().server().port()).isEqualTo(80);
        assertThat(seen.getFirst().timeToAnswer()).isEqualTo(Duration.ZERO);
    }

    @Test
    void connectionsThatBeganOtherwiseAreLeftAlone() {
        byte[] frame = Frames.join(u24(QUESTION.length), Frames.hex("0001 00000001"), QUESTION);

        watch.otherTcp(web(CAMERA, 40_001, RESOLVER, 80, 1, frame));
        watch.finish();

        assertThat(seen).isEmpty();
    }

    @Test
    void namingOfTheSegmentIsNoDns() {
        for (int port : new int[] {5_353, 5_355, 137}) {
            watch.otherUdp(packet(0, CAMERA, port, IpAddress.parse("224.0.0.251"), port, QUESTION));
            watch.otherUdp(packet(0, CAMERA, 40_001, RESOLVER, port, QUESTION));
            watch.otherUdp(packet(0, RESOLVER, port, CAMERA, 40_001, ANSWER));
        }
        watch.finish();

        assertThat(seen).isEmpty();
    }

    private static byte[] u24(int number) {
        return Frames.join(Frames.u8(0), Frames.u16(number));
    }

    private static PacketFacts web(
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            int sequence,
            byte[] payload) {
        PacketFacts packet = packet(0, source, sourcePort, destination, destinationPort, payload);
        packet.protocol = 6;
        packet.tcpSequence = sequence;
        packet.tcpFlags = PacketFacts.ACK;
        return packet;
    }

    private void ask(long millis, int id) {
        byte[] question = QUESTION.clone();
        question[1] = (byte) id;
        ask(millis, question);
    }

    private void ask(long millis, byte[] question) {
        watch.advance(millis * MILLISECOND);
        watch.udp(packet(millis, CAMERA, 40_001, RESOLVER, 53, question));
    }

    private void answer(long millis) {
        answer(millis, ANSWER);
    }

    private void answer(long millis, byte[] message) {
        watch.advance(millis * MILLISECOND);
        watch.udp(packet(millis, RESOLVER, 53, CAMERA, 40_001, message));
    }

    private static PacketFacts segment(long sequence, int flags, byte[] payload) {
        PacketFacts packet = packet(0, RESOLVER, 53, CAMERA, 40_001, payload);
        packet.protocol = 6;
        packet.tcpSequence = (int) sequence;
        packet.tcpFlags = flags;
        return packet;
    }

    private static PacketFacts packet(
            long millis, IpAddress source, int sourcePort, IpAddress destination, int destinationPort, byte[] payload) {
        PacketFacts packet = new PacketFacts();
        packet.timestampNanos = millis * MILLISECOND;
        packet.protocol = 17;
        packet.sourceLow = source.low();
        packet.sourcePort = sourcePort;
        packet.destinationLow = destination.low();
        packet.destinationPort = destinationPort;
        packet.payload = payload;
        packet.payloadLength = payload.length;
        return packet;
    }
}
