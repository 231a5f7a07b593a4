package io.curfew.sensor;

import io.curfew.events.Detail;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.policy.language.Subnet;
import io.curfew.sensor.frames.DnsMessages;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.privacy.Discretion;
import io.curfew.sensor.privacy.PrivateZone;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.curfew.sensor.frames.Frames.IPV4;
import static io.curfew.sensor.frames.Frames.TCP;
import static io.curfew.sensor.frames.Frames.UDP;
import static org.assertj.core.api.Assertions.assertThat;

/** What a hostile device can send without end takes no more memory at its end than in its middle. */
class HostileInputIT {
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final long GROWTH_BYTES = 1_000_000;
    private static final int SOURCE_ADDRESS_AT = 26;
    private static final int DESTINATION_ADDRESS_AT = 30;
    private static final int IDENTIFICATION_AT = 18;
    private static final int SOURCE_PORT_AT = 34;
    private static final int DNS_ID_AT = 42;
    private static final int FIRST_LABEL_AT = 55;

    private final LongAdder flowsEnded = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, this::count);
    private long nanos;
    private long usedHalfwayBytes;

    private void count(Observation observation) {
        switch (observation) {
            case FlowObservation flow when flow.phase() == FlowObservation.Phase.END -> flowsEnded.increment();
            case DnsObservation dns when dns.responseCode() == null -> unanswered.increment();
            default -> {}
        }
    }

    /** What comes is of a device of which sums alone are told, which are kept until their minute is over. */
    private void keepPrivacy() {
        PrivateZone zone = new PrivateZone(List.of(Subnet.parse("192.0.2.0/26")), List.of(), Detail.AGGREGATED);
        pipeline = new PacketPipeline(
                PipelineLimits.DEFAULT, new Discretion(List.of(zone), PipelineLimits.DEFAULT.flows(), this::count));
    }

    @Test
    void tenMillionTuplesOfASynFloodEndAsManyFlowsAndLeaveTheMemoryFlat() {
        int tuples = 10_000_000;
        byte[] frame = frame(TCP, Frames.tcp(1_024, 443, 100, SYN, new byte[0]));
        for (int tuple = 0; tuple < tuples; tuple++) {
            write32(frame, DESTINATION_ADDRESS_AT, 0xc000_0200 + tuple / 50_000);
            write16(frame, SOURCE_PORT_AT, 1_024 + tuple % 50_000);
            send(frame, tuple, tuples);
        }

        assertMemoryIsFlat();
        assertThat(pipeline.counters().flowsOpen()).isEqualTo(PipelineLimits.DEFAULT.flows());
        assertThat(pipeline.counters().flowsEvicted()).isEqualTo(tuples - PipelineLimits.DEFAULT.flows());
        assertThat(flowsEnded.sum()).isEqualTo(pipeline.counters().flowsEvicted());
    }

    @Test
    void aMillionQuestionsThatNobodyAnswersAreReportedAndLeaveTheMemoryFlat() {
        int questions = 1_000_000;
        String name = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".example.org";
        byte[] frame = frame(UDP, Frames.udp(40_001, 53, DnsMessages.question(1, name, DnsMessages.A)));
        for (int question = 0; question < questions; question++) {
            write16(frame, DNS_ID_AT, question);
            label(frame, question);
            send(frame, question, questions);
        }

        assertMemoryIsFlat();
        pipeline.finish();
        assertThat(unanswered.sum()).isEqualTo(questions);
    }

    @Test
    void longAnswersToADeviceOfAnAggregatedZoneLeaveTheMemoryFlat() {
        keepPrivacy();
        int answers = 20_000;
        byte[] address = Frames.join(Frames.hex("c00c 0001 0001 0000003c 0004"), Frames.ip("203.0.113.9"));
        byte[][] addresses = Collections.nCopies(80, address).toArray(byte[][]::new);
        String name = "a".repeat(63) + ".example";
        byte[] frame = Frames.ethernet(
                "02:00:00:00:00:01",
                "02:00:00:00:00:21",
                IPV4,
                Frames.ipv4(
                        "203.0.113.53",
                        "192.0.2.21",
                        UDP,
                        Frames.udp(53, 40_001, DnsMessages.answer(1, 0, name, DnsMessages.A, addresses))));
        for (int answer = 0; answer < answers; answer++) {
            label(frame, answer);
            send(frame, answer, answers);
        }

        assertMemoryIsFlat();
    }

    @Test
    void tuplesOfADeviceOfAnAggregatedZoneLeaveTheMemoryFlat() {
        keepPrivacy();
        int tuples = 200_000;
        byte[] frame = frame(TCP, Frames.tcp(1_024, 443, 100, SYN, new byte[0]));
        for (int tuple = 0; tuple < tuples; tuple++) {
            write32(frame, DESTINATION_ADDRESS_AT, 0xcb00_7100 + tuple);
            send(frame, tuple, tuples);
        }

        assertMemoryIsFlat();
    }

    @Test
    void halfAMillionPacketsInUnfinishedFragmentsLeaveTheMemoryFlat() {
        int packets = 500_000;
        byte[] frame = Frames.ethernet(
                "02:00:00:00:00:21",
                "02:00:00:00:00:01",
                IPV4,
                Frames.ipv4Fragment("192.0.2.21", "203.0.113.9", UDP, 1, 0x2000 | 8_000 / 8, new byte[1_400]));
        for (int packet = 0; packet < packets; packet++) {
            write16(frame, IDENTIFICATION_AT, packet);
            write32(frame, SOURCE_ADDRESS_AT, 0xc000_0200 + packet / 65_536);
            send(frame, packet, packets);
        }

        assertMemoryIsFlat();
        assertThat(pipeline.counters().captured()).isEqualTo(packets);
    }

    @Test
    void aHundredThousandStreamsThatNeverFinishTheirMessageLeaveTheMemoryFlat() {
        int streams = 100_000;
        for (int port : new int[] {53, 80, 443}) {
            // The length of DNS over TCP, of a TLS record and a handshake, and a request line: none comes to its end.
            byte[] begin = port == 53
                    ? Frames.hex("ffff")
                    : port == 443 ? Frames.hex("16 0301 4000 01 003ffc 0303") : Frames.text("GET /");
            byte[] unfinished = Frames.join(begin, new byte[1_300]);
            byte[] frame = frame(TCP, Frames.tcp(1_024, port, 100, ACK, unfinished));
            for (int stream = 0; stream < streams; stream++) {
                write32(frame, DESTINATION_ADDRESS_AT, 0xc000_0200 + stream / 50_000);
                write16(frame, SOURCE_PORT_AT, 1_024 + stream % 50_000);
                send(frame, stream, streams);
            }

            assertMemoryIsFlat();
        }
    }

    @Test
    void namesThatPointAtEachOtherTakeTimeInProportionToTheirOctets() {
        long few = cpuNanos(pointers(50));
        long many = cpuNanos(pointers(800));

        assertThat(many).isLessThan(16 * 4 * few);
    }

    @Test
    void namesThatShareTheirHashTakeNotMuchLongerThanOthers() {
        long others = cpuNanosOfQuestions("by");
        long sharing = cpuNanosOfQuestions("b[");

        assertThat(sharing).isLessThan(10 * others);
    }

    /** Questions for 16,384 names of twice seven letters; {@code b[} has the hash of {@code az}. */
    private long cpuNanosOfQuestions(String zero) {
        List<byte[]> frames = IntStream.range(0, 1 << 14)
                .mapToObj(number -> IntStream.range(0, 14)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? zero : "az")
                        .collect(Collectors.joining("", "", ".org")))
                .map(name -> frame(UDP, Frames.udp(40_001, 53, DnsMessages.question(1, name, DnsMessages.A))))
                .toList();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (byte[] frame : frames) {
            nanos += 1_000;
            pipeline.packet(frame, 0, frame.length, frame.length, 1, nanos);
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    /** An answer whose records' names each point at the name before, which is the worst that compression can do. */
    private static byte[] pointers(int records) {
        byte[][] parts = new byte[records][];
        int nameAt = 12;
        int recordAt = 12 + DnsMessages.name("example.org").length + 4;
        for (int record = 0; record < records; record++) {
            byte[] pointer = Frames.u16(0xc000 | nameAt);
            parts[record] = Frames.join(pointer, Frames.u16(5), Frames.u16(1), Frames.u32(60), Frames.u16(2), pointer);
            nameAt = recordAt;
            recordAt += parts[record].length;
        }
        return frame(UDP, Frames.udp(53, 40_001, DnsMessages.answer(1, 0, "example.org", DnsMessages.CNAME, parts)));
    }

    private long cpuNanos(byte[] frame) {
        var threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadCpuTime();
            for (int packet = 0; packet < 20; packet++) {
                pipeline.packet(frame, 0, frame.length, frame.length, 1, nanos++);
            }
            best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
        }
        return best;
    }

    /** Sends a frame, and takes note of the memory when half of them are sent. */
    private void send(byte[] frame, int sent, int ofAll) {
        nanos += 1_000;
        pipeline.packet(frame, 0, frame.length, frame.length, 1, nanos);
        if (sent == ofAll / 2) {
            usedHalfwayBytes = usedBytes();
        }
    }

    private void assertMemoryIsFlat() {
        assertThat(usedBytes() - usedHalfwayBytes).isLessThan(GROWTH_BYTES);
    }

    private static long usedBytes() {
        // The serial collector leaves a little behind in three of four collections.
        for (int collection = 0; collection < 4; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static byte[] frame(int protocol, byte[] payload) {
        return Frames.ethernet(
                "02:00:00:00:00:21",
                "02:00:00:00:00:01",
                IPV4,
                Frames.ipv4("192.0.2.21", "203.0.113.9", protocol, payload));
    }

    private static void write16(byte[] frame, int at, int number) {
        frame[at] = (byte) (number >>> 8);
        frame[at + 1] = (byte) number;
    }

    private static void write32(byte[] frame, int at, int number) {
        write16(frame, at, number >>> 16);
        write16(frame, at + 2, number);
    }

    private static void label(byte[] frame, int number) {
        for (int digit = 0; digit < 8; digit++) {
            frame[FIRST_LABEL_AT + digit] = (byte) ('a' + ((number >>> (4 * digit)) & 0xf));
        }
    }
}
