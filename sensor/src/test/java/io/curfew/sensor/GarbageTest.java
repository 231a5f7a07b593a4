package io.curfew.sensor;

import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.frames.Recordings;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes in, nothing is thrown and every packet is accounted for. */
class GarbageTest {
    private static final int[] LINK_TYPES = {
        0, 1, 8, 9, 10, 11, 12, 50, 51, 101, 104, 105, 107, 108, 109, 113, 117, 127, 204, 239, 276
    };
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(20_261_101);
    private final PacketPipeline pipeline = new PacketPipeline(new PipelineLimits(256, 32), observation -> {});

    @Test
    void randomOctetsOfAnyLinkTypeAreAccountedFor() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = new byte[random.nextInt(120)];
            random.nextBytes(frame);
            pipeline.packet(frame, 0, frame.length, frame.length, linkType(), random.nextLong());
        }

        assertAllAccountedFor(ROUNDS);
    }

    @Test
    void framesWithAFewOctetsChangedAreAccountedFor() throws IOException {
        List<byte[]> frames = Recordings.frames();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = frames.get(random.nextInt(frames.size())).clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            int captured = random.nextInt(4) == 0 ? random.nextInt(frame.length + 1) : frame.length;
            pipeline.packet(frame, 0, captured, frame.length, 1, round * 1_000_000L);
        }

        assertAllAccountedFor(ROUNDS);
    }

    @Test
    void capturesWithAFewOctetsChangedAreReadOrRefused() throws IOException {
        List<byte[]> captures = List.copyOf(Recordings.all().values());
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] capture = captures.get(random.nextInt(captures.size())).clone();
            for (int change = 0; change < 4; change++) {
                capture[random.nextInt(capture.length)] = (byte) random.nextInt();
            }
            try (CaptureFile file = CaptureFile.of(new ByteArrayInputStream(capture))) {
                while (file.next(pipeline::packet)) {}
            } catch (CaptureException damaged) {
                refused++;
            }
        }

        assertThat(refused).isBetween(1, 1_999);
    }

    private int linkType() {
        return LINK_TYPES[random.nextInt(LINK_TYPES.length)];
    }

    private void assertAllAccountedFor(int packets) {
        pipeline.finish();
        PacketCounters counters = pipeline.counters();
        long undecodable = counters.undecodable().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(counters.captured()).isEqualTo(packets);
        assertThat(counters.decoded() + counters.filtered() + undecodable).isEqualTo(packets);
        assertThat(counters.undecodable()).isNotEmpty();
        assertThat(counters.flowsOpen()).isZero();
    }
}
