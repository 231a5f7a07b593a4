package io.curfew.sensor;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.curfew.sensor.frames.Frames.UDP;
import static io.curfew.sensor.frames.Frames.ipv4;
import static io.curfew.sensor.frames.Frames.ipv4Fragment;
import static io.curfew.sensor.frames.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

/** Who sends nothing but datagrams in fragments that never become whole is seen, whatever others send. */
class UnfinishedPacketsTest {
    private static final String CAMERA = "192.0.2.21";
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final long NOON_NANOS = NOON.getEpochSecond() * 1_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final List<FlowObservation> seen = new ArrayList<>();
    private final PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, observation -> {
        if (observation instanceof FlowObservation flow) {
            seen.add(flow);
        }
    });

    @Test
    void aPacketIsGivenUpAfterAWhileThoughNoOtherFragmentComes() {
        firstHalf(NOON_NANOS);
        pipeline.advance(NOON_NANOS + 30 * SECOND);
        assertThat(pipeline.counters().fragmentedGivenUp()).isZero();

        pipeline.advance(NOON_NANOS + 31 * SECOND);
        pipeline.advance(NOON_NANOS + 32 * SECOND);

        assertThatTheCameraIsSeen();
        assertThat(seen.getFirst().at()).isEqualTo(NOON.plus(Duration.ofSeconds(32)));
    }

    @Test
    void whatOthersSendLetsTimePass() {
        firstHalf(NOON_NANOS);
        byte[] other = ipv4("192.0.2.22", "203.0.113.9", UDP, udp(40_001, 9_000, new byte[10]));
        for (int second = 31; second <= 33; second++) {
            packet(other, NOON_NANOS + second * SECOND);
        }

        assertThat(seen)
                .extracting(flow -> flow.initiator().ip().toString())
                .containsExactlyInAnyOrder(CAMERA, "192.0.2.22");
    }

    @Test
    void whatStillWaitsAtTheEndIsLeftOut() {
        firstHalf(NOON_NANOS);

        pipeline.finish();

        assertThat(seen).isEmpty();
    }

    @Test
    void aClockThatIsSetBackEndsTheWaiting() {
        firstHalf(NOON_NANOS);

        pipeline.startAnew();
        pipeline.advance(NOON_NANOS - 3_600 * SECOND);

        assertThatTheCameraIsSeen();
    }

    private void assertThatTheCameraIsSeen() {
        assertThat(seen).singleElement().satisfies(flow -> {
            assertThat(flow.initiator().ip()).isEqualTo(IpAddress.parse(CAMERA));
            assertThat(flow.responder().port()).isEqualTo(9_000);
            assertThat(flow.initiatorBytes()).isEqualTo(1_420);
            assertThat(flow.first()).isEqualTo(NOON);
        });
        assertThat(pipeline.counters().fragmentedGivenUp()).isEqualTo(1);
    }

    private void firstHalf(long nanos) {
        byte[] datagram = udp(40_001, 9_000, new byte[1_392]);
        packet(ipv4Fragment(CAMERA, "203.0.113.9", UDP, 7, 0x2000, datagram), nanos);
    }

    private void packet(byte[] packet, long nanos) {
        pipeline.packet(packet, 0, packet.length, packet.length, 101, nanos);
    }
}
