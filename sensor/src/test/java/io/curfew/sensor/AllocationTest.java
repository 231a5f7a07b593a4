package io.curfew.sensor;

import com.sun.management.ThreadMXBean;
import io.curfew.sensor.frames.Frames;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.UDP;
import static org.assertj.core.api.Assertions.assertThat;

/** The hot path allocates nothing for a packet of a flow that is known. */
class AllocationTest {
    private static final int PACKETS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, observation -> {});

    @Test
    void packetsOfOpenFlowsAllocateNothing() {
        byte[] frame = Frames.ethernet(
                "02:00:00:00:00:21",
                "02:00:00:00:00:01",
                IPV4,
                Frames.ipv4("192.0.2.21", "203.0.113.9", UDP, Frames.udp(40_001, 9_000, new byte[100])));
        feed(frame);

        long before = threads.getCurrentThreadAllocatedBytes();
        feed(frame);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated / PACKETS).isZero();
    }

    private void feed(byte[] frame) {
        for (int packet = 0; packet < PACKETS; packet++) {
            pipeline.packet(frame, 0, frame.length, frame.length, 1, packet);
        }
    }
}
