package io.curfew.sensor.imports.dnstap;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.frames.DnsMessages;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class DnstapReaderTest {
    private static final String CAMERA = "192.0.2.21";
    private static final String RESOLVER = "192.0.2.1";
    private static final long NOON = 1_790_000_000L;
    private static final int CLIENT_QUERY = 5;
    private static final int CLIENT_RESPONSE = 6;
    private static final int RESOLVER_QUERY = 3;
    private static final int UDP = 1;
    private static final int DOT = 3;

    private final List<DnsObservation> questions = new ArrayList<>();
    private final DnstapReader reader = new DnstapReader(10, IpAddress.parse("192.0.2.2"), questions::add);

    /** One dnstap message, as the reader gets it. */
    private static byte[] dnstap(int type, int protocol, String server, int microseconds, byte[] dns) {
        try {
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            CodedOutputStream message = CodedOutputStream.newInstance(inner);
            boolean isQuery = type % 2 == 1;
            message.writeEnum(1, type);
            message.writeEnum(2, 1);
            message.writeEnum(3, protocol);
            message.writeBytes(4, ByteString.copyFrom(IpAddress.parse(CAMERA).octets()));
            if (!server.isEmpty()) {
                message.writeBytes(
                        5, ByteString.copyFrom(IpAddress.parse(server).octets()));
            }
            message.writeUInt32(6, 40_000);
            message.writeUInt32(7, 53);
            message.writeUInt64(isQuery ? 8 : 12, NOON);
            message.writeFixed32(isQuery ? 9 : 13, microseconds * 1_000);
            message.writeByteArray(isQuery ? 10 : 14, dns);
            message.flush();
            ByteArrayOutputStream outer = new ByteArrayOutputStream();
            CodedOutputStream dnstap = CodedOutputStream.newInstance(outer);
            dnstap.writeByteArray(1, new byte[] {'n', 's'});
            dnstap.writeByteArray(14, inner.toByteArray());
            dnstap.writeEnum(15, 1);
            dnstap.flush();
            return outer.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void take(byte[] frame) {
        reader.frame(frame, 0, frame.length);
    }

    @Test
    void aQuestionIsPairedWithItsAnswer() {
        take(dnstap(CLIENT_QUERY, UDP, RESOLVER, 100, DnsMessages.question(7, "example.org", DnsMessages.A)));
        take(dnstap(CLIENT_RESPONSE, UDP, RESOLVER, 350, DnsMessages.answer(7, 0, "example.org", DnsMessages.A)));

        DnsObservation question = questions.getFirst();
        assertThat(questions).hasSize(1);
        assertThat(question.client().ip()).hasToString(CAMERA);
        assertThat(question.server().ip()).hasToString(RESOLVER);
        assertThat(question.questionName()).hasToString("example.org");
        assertThat(question.responseCode()).isEqualTo("NOERROR");
        assertThat(question.timeToAnswer()).isEqualTo(Duration.ofNanos(250_000));
    }

    @Test
    void aServerThatDoesNotTellItsAddressHasTheConfiguredOne() {
        take(dnstap(CLIENT_QUERY, DOT, "", 100, DnsMessages.question(7, "example.org", DnsMessages.A)));
        reader.finish();

        assertThat(questions.getFirst().server().ip()).hasToString("192.0.2.2");
        assertThat(questions.getFirst().transport()).isEqualTo(Transport.TCP);
        assertThat(questions.getFirst().responseCode()).isNull();
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldUnansweredQuestionsBack() {
        long second = 1_000_000_000L;
        reader.followClock((NOON + 3_600) * second);
        take(dnstap(CLIENT_QUERY, UDP, RESOLVER, 100, DnsMessages.question(7, "a.example.org", DnsMessages.A)));
        reader.followClock(NOON * second);
        take(dnstap(CLIENT_QUERY, UDP, RESOLVER, 200, DnsMessages.question(8, "b.example.org", DnsMessages.A)));

        reader.followClock((NOON + 11) * second);

        assertThat(questions).extracting(DnsObservation::id).containsExactly(7, 8);
    }

    @Test
    void whatAResolverAsksOthersIsCountedOnly() {
        take(dnstap(RESOLVER_QUERY, UDP, RESOLVER, 100, DnsMessages.question(7, "example.org", DnsMessages.A)));
        reader.finish();

        assertThat(questions).isEmpty();
        assertThat(reader.ofOthers()).isEqualTo(1);
    }

    @Test
    void garbageNeverThrowsAndIsCounted() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            byte[] frame =
                    dnstap(CLIENT_QUERY, UDP, RESOLVER, 100, DnsMessages.question(7, "example.org", DnsMessages.A));
            for (int change = random.nextInt(4); change >= 0; change--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            reader.frame(frame, 0, random.nextInt(frame.length + 1));
        }

        assertThat(reader.messages()).isEqualTo(50_000);
        assertThat(reader.notUnderstood()).containsKey("malformed");
    }
}
