package io.curfew.events.wire;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.curfew.events.FlowObservation;
import io.curfew.events.MacAddress;
import io.curfew.events.ObservationBatch;
import io.curfew.events.wire.v1.Detail;
import io.curfew.events.wire.v1.Dns;
import io.curfew.events.wire.v1.Endpoint;
import io.curfew.events.wire.v1.Flow;
import io.curfew.events.wire.v1.Neighbor;
import io.curfew.events.wire.v1.Observation;
import io.curfew.events.wire.v1.Phase;
import io.curfew.events.wire.v1.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class BatchReaderTest {
    private static final ByteString ADDRESS = ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, 21});
    private static final MacAddress VACUUM = MacAddress.parse("02:00:00:00:00:21");

    private static io.curfew.events.wire.v1.ObservationBatch.Builder batch() {
        return io.curfew.events.wire.v1.ObservationBatch.newBuilder()
                .setSite("lisbon")
                .setSensor("things")
                .setRun("run-1");
    }

    private static Endpoint.Builder endpoint() {
        return Endpoint.newBuilder().setMac(VACUUM.bits()).setIp(ADDRESS).setPort(53);
    }

    private static Flow.Builder flow() {
        return Flow.newBuilder()
                .setPhase(Phase.PHASE_END)
                .setInitiator(endpoint())
                .setResponder(endpoint());
    }

    private static io.curfew.events.wire.v1.ObservationBatch.Builder with(Flow.Builder flow) {
        return batch().addObservations(Observation.newBuilder().setFlow(flow));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("site id", batch().setSite("No Site")),
                arguments("sensor id", batch().setSensor("")),
                arguments("sequence", batch().setSequence(-1)),
                arguments(
                        "at most 500",
                        batch().addAllObservations(Collections.nCopies(
                                ObservationBatch.MOST_OBSERVATIONS + 1,
                                Observation.newBuilder().setFlow(flow()).build()))),
                arguments("the name of a run", batch().setRun("r".repeat(256))),
                arguments("262144 octets", with(flow().setApplicationProtocol("x".repeat(256 * 1_024)))),
                arguments("phase", with(flow().setPhase(Phase.PHASE_UNSPECIFIED))),
                arguments("phase", with(flow().setPhaseValue(99))),
                arguments("outcome", with(flow().setOutcomeValue(99))),
                arguments("negative", with(flow().setInitiatorBytes(-1))),
                arguments("Community ID", with(flow().setCommunityIdSha1(ADDRESS))),
                arguments("0..255", with(flow().setTtl(256))),
                arguments("JA4", with(flow().setJa4("t13d1516h2"))),
                arguments(
                        "must not tell",
                        with(flow().setDetail(Detail.DETAIL_AGGREGATED).setTtl(64))),
                arguments("port", with(flow().setInitiator(endpoint().setPort(65_536)))),
                arguments("48 bits", with(flow().setInitiator(endpoint().setMac(1L << 48)))),
                arguments("4 or 16 octets", with(flow().setInitiator(endpoint().setIp(ByteString.EMPTY)))),
                arguments("4 or 16 octets", with(flow().clearResponder())),
                arguments(
                        "domain name",
                        batch().addObservations(Observation.newBuilder()
                                .setDns(Dns.newBuilder()
                                        .setClient(endpoint())
                                        .setServer(endpoint())
                                        .setQuestionName("a".repeat(2_000))))),
                arguments(
                        "time to answer",
                        batch().addObservations(Observation.newBuilder()
                                .setDns(Dns.newBuilder()
                                        .setClient(endpoint())
                                        .setServer(endpoint())
                                        .setTimeToAnswerNanos(-1)))),
                arguments(
                        "a neighbor's operation",
                        batch().addObservations(Observation.newBuilder().setNeighbor(Neighbor.getDefaultInstance()))),
                arguments(
                        "packets captured",
                        batch().addObservations(Observation.newBuilder()
                                .setStatus(Status.newBuilder().setPacketsCaptured(-1)))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aValueOutOfRangeIsRefusedAndNamed(String named, io.curfew.events.wire.v1.ObservationBatch.Builder message) {
        BatchReading reading = BatchReader.read(message.build().toByteArray());

        assertThat(reading)
                .isInstanceOfSatisfying(
                        BatchReading.Refused.class,
                        refused -> assertThat(refused.reason()).contains(named));
    }

    @Test
    void octetsThatAreNoProtobufAreRefused() {
        BatchReading reading = BatchReader.read(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff});

        assertThat(reading).isInstanceOf(BatchReading.Refused.class);
    }

    @Test
    void whatIsLongerThanAnyBatchIsRefusedBeforeItTakesMemory() {
        byte[] octets = emptyObservations(12_000_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        BatchReading reading = BatchReader.read(octets);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
        assertThat(reading)
                .isEqualTo(new BatchReading.Refused("a batch has at most 1048576 octets, this one had 24000000"));
    }

    @Test
    void manyObservationsOfNoKindAreTooMany() {
        BatchReading reading = BatchReader.read(emptyObservations(501));

        assertThat(reading)
                .isEqualTo(new BatchReading.Refused("a batch holds at most 500 observations, this one had 501"));
    }

    private static byte[] emptyObservations(int count) {
        byte[] octets = new byte[count * 2];
        for (int at = 0; at < octets.length; at += 2) {
            octets[at] = 0x2a;
        }
        return octets;
    }

    @Test
    void noOctetsAtAllAreRefused() {
        BatchReading reading = BatchReader.read(new byte[0]);

        assertThat(reading).isInstanceOf(BatchReading.Refused.class);
    }

    @Test
    void whatComesInBatchAfterBatchIsOneObject() {
        byte[] octets = with(flow().setServerName("vacuum.example")).build().toByteArray();

        ObservationBatch first = accepted(octets);
        ObservationBatch second = accepted(octets);

        FlowObservation flow = (FlowObservation) first.observations().getFirst();
        FlowObservation again = (FlowObservation) second.observations().getFirst();
        assertThat(again.responder().ip()).isSameAs(flow.responder().ip());
        assertThat(again.serverName()).isSameAs(flow.serverName());
        assertThat(second.sensor()).isSameAs(first.sensor());
        assertThat(second.run()).isSameAs(first.run());
    }

    @Test
    void aNameOfMoreThan64CharactersIsNotRemembered() {
        byte[] octets =
                with(flow().setServerName("a".repeat(63) + ".example")).build().toByteArray();

        FlowObservation flow = (FlowObservation) accepted(octets).observations().getFirst();
        FlowObservation again =
                (FlowObservation) accepted(octets).observations().getFirst();

        assertThat(again.serverName()).isEqualTo(flow.serverName()).isNotSameAs(flow.serverName());
    }

    private static ObservationBatch accepted(byte[] octets) {
        return ((BatchReading.Accepted) BatchReader.read(octets)).batch();
    }

    @Test
    void aKindThatIsNewerThanTheReaderIsLeftOutAndCounted() {
        byte[] octets = with(flow())
                .addObservations(Observation.newBuilder().setAtNanos(1))
                .build()
                .toByteArray();

        BatchReading reading = BatchReader.read(octets);

        assertThat(reading).isInstanceOfSatisfying(BatchReading.Accepted.class, accepted -> {
            assertThat(accepted.batch().observations()).hasSize(1);
            assertThat(accepted.unknown()).isEqualTo(1);
        });
    }

    @Test
    void aBatchWithAnyOctetChangedIsReadOrRefusedButNeverThrows() {
        Random random = new Random(20_261_101);
        byte[] octets = with(flow().setFirstBeforeAtNanos(Long.MIN_VALUE).setServerName("cloud.example.org"))
                .build()
                .toByteArray();

        for (int attempt = 0; attempt < 20_000; attempt++) {
            byte[] changed = octets.clone();
            for (int change = 0; change <= attempt % 4; change++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }

            assertThat(BatchReader.read(changed)).isNotNull();
        }
    }
}
