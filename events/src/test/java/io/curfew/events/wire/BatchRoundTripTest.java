package io.curfew.events.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class BatchRoundTripTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SensorId SENSOR = new SensorId("things");
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123456789Z");
    private static final MacAddress VACUUM = MacAddress.parse("02:00:00:00:00:21");
    private static final MacAddress ROUTER = MacAddress.parse("fe:ff:ff:ff:ff:ff");
    private static final Endpoint CLIENT = new Endpoint(VACUUM, IpAddress.parse("192.0.2.21"), 51_234);
    private static final Endpoint CLOUD = new Endpoint(null, IpAddress.parse("2001:db8::1"), 443);
    private static final Endpoint RESOLVER = new Endpoint(ROUTER, IpAddress.parse("192.0.2.1"), 53);
    private static final String COMMUNITY_ID = "1:LQU9qZlK+B5F3KDmev6m5PMibrg=";

    static Stream<Observation> observations() {
        return Stream.of(
                        Stream.of(
                                completeFlow(),
                                bareFlow(),
                                summedFlow(Detail.AGGREGATED),
                                summedFlow(Detail.COUNTS),
                                cutDns(),
                                completeDns(),
                                unansweredDns(),
                                completeDhcp(),
                                bareDhcp(),
                                completeDhcpV6(),
                                completeAdvertisement(),
                                bareAdvertisement()),
                        Arrays.stream(NeighborObservation.Operation.values()).map(BatchRoundTripTest::neighbor),
                        Stream.of(
                                new NeighborObservation(
                                        NOON,
                                        NeighborObservation.Operation.REQUEST,
                                        null,
                                        CLIENT.ip(),
                                        new MacAddress(0),
                                        CLOUD.ip(),
                                        List.of(),
                                        false,
                                        false),
                                new NtpObservation(NOON, CLIENT, CLOUD, 3, 4, 0),
                                new NtpObservation(NOON, CLIENT, CLOUD, 4, 4, 2, List.of(100, 30)),
                                new AnnouncementObservation(
                                        NOON,
                                        CLIENT,
                                        "mdns",
                                        "Vacuum",
                                        "_http._tcp.local",
                                        "Model 5 – große Küche",
                                        new DomainName("vacuum.local"),
                                        65_535,
                                        List.of(CLIENT.ip(), CLOUD.ip()),
                                        List.of(100, 30)),
                                new AnnouncementObservation(
                                        NOON, CLIENT, "ssdp", "", null, null, null, null, List.of(), List.of()),
                                completeStatus()),
                        Arrays.stream(Transport.values()).map(transport -> flow(transport, Outcome.ANSWERED)),
                        Arrays.stream(Outcome.values()).map(outcome -> flow(Transport.TCP, outcome)))
                .flatMap(kind -> kind);
    }

    private static FlowObservation completeFlow() {
        return new FlowObservation(
                NOON,
                Long.MAX_VALUE,
                FlowObservation.Phase.END,
                CLIENT,
                CLOUD,
                true,
                List.of(100, 30),
                Transport.TCP,
                1,
                2,
                Long.MAX_VALUE,
                4,
                NOON.minusSeconds(3_600).minusNanos(1),
                NOON.plusNanos(1),
                Outcome.REJECTED,
                13,
                new DomainName("cloud.example.org"),
                "tls",
                COMMUNITY_ID,
                "vxlan",
                Detail.FULL,
                1,
                255,
                new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1"));
    }

    private static FlowObservation summedFlow(Detail detail) {
        return new FlowObservation(
                NOON,
                3,
                FlowObservation.Phase.END,
                new Endpoint(VACUUM, IpAddress.parse("192.0.2.21"), 0),
                detail == Detail.COUNTS ? new Endpoint(null, IpAddress.v4(0), 0) : CLOUD,
                true,
                List.of(),
                Transport.TCP,
                1,
                2,
                3,
                4,
                NOON.minusSeconds(60),
                NOON,
                null,
                null,
                null,
                null,
                "",
                null,
                detail,
                5_000_000_000L,
                null,
                null);
    }

    private static FlowObservation bareFlow() {
        return new FlowObservation(
                Instant.EPOCH,
                0,
                FlowObservation.Phase.START,
                CLIENT,
                CLOUD,
                false,
                List.of(),
                Transport.OTHER,
                0,
                0,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                "",
                null);
    }

    private static FlowObservation flow(Transport transport, Outcome outcome) {
        return new FlowObservation(
                NOON,
                1,
                FlowObservation.Phase.UPDATE,
                CLIENT,
                CLOUD,
                true,
                List.of(),
                transport,
                1,
                1,
                1,
                1,
                NOON,
                NOON,
                outcome,
                null,
                null,
                null,
                COMMUNITY_ID,
                null);
    }

    private static DnsObservation completeDns() {
        return new DnsObservation(
                NOON,
                CLIENT,
                RESOLVER,
                Transport.UDP,
                List.of(30),
                65_535,
                new DomainName("a\\255b.example.org"),
                "TYPE123",
                "NXDOMAIN",
                List.of(
                        new DnsObservation.Answer(new DomainName("example.org"), "A", "192.0.2.7", 4_294_967_295L),
                        new DnsObservation.Answer(new DomainName(""), "OPT", "", 0)),
                Duration.ofNanos(1),
                true);
    }

    private static DnsObservation cutDns() {
        return new DnsObservation(
                NOON,
                new Endpoint(VACUUM, IpAddress.parse("192.0.2.21"), 0),
                RESOLVER,
                Transport.UDP,
                List.of(),
                0,
                new DomainName("example.org"),
                "A",
                "NOERROR",
                List.of(),
                null,
                false,
                Detail.AGGREGATED);
    }

    private static DnsObservation unansweredDns() {
        return new DnsObservation(
                NOON,
                CLIENT,
                RESOLVER,
                Transport.TCP,
                List.of(),
                0,
                new DomainName(""),
                "NS",
                null,
                List.of(),
                null,
                false);
    }

    private static DhcpObservation completeDhcp() {
        return new DhcpObservation(
                NOON,
                "ack",
                VACUUM,
                RESOLVER,
                IpAddress.parse("192.0.2.21"),
                IpAddress.parse("0.0.0.0"),
                "vacuum",
                "udhcp 1.36",
                List.of(1, 3, 6, 42, 255),
                IpAddress.parse("192.0.2.1"),
                List.of(IpAddress.parse("192.0.2.1")),
                List.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2")),
                List.of(IpAddress.parse("192.0.2.1")),
                Duration.ofSeconds(4_294_967_295L),
                "https://example.org/mud.json");
    }

    private static DhcpObservation bareDhcp() {
        return new DhcpObservation(
                NOON,
                "discover",
                VACUUM,
                CLIENT,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static NeighborObservation neighbor(NeighborObservation.Operation operation) {
        return new NeighborObservation(
                NOON,
                operation,
                VACUUM,
                IpAddress.parse("0.0.0.0"),
                new MacAddress(0),
                IpAddress.parse("192.0.2.1"),
                List.of(30),
                operation == NeighborObservation.Operation.ADVERTISE,
                operation == NeighborObservation.Operation.ADVERTISE);
    }

    private static DhcpObservation completeDhcpV6() {
        return new DhcpObservation(
                NOON,
                6,
                "reply",
                null,
                CLOUD,
                IpAddress.parse("2001:db8::21"),
                IpAddress.parse("2001:db8::22"),
                null,
                "MSFT 5.0",
                List.of(23, 65_535),
                IpAddress.parse("fe80::1"),
                List.of(),
                List.of(IpAddress.parse("2001:db8::1")),
                List.of(IpAddress.parse("2001:db8::2")),
                Duration.ofSeconds(4_294_967_295L),
                "https://example.org/mud.json",
                "000100012222222202ff00000021",
                "vacuum.example.org",
                "",
                List.of(IpAddress.parse("2001:db8::23"), IpAddress.parse("2001:db8::24")),
                List.of(100, 30));
    }

    private static RouterAdvertisementObservation completeAdvertisement() {
        Duration forEver = Duration.ofSeconds(4_294_967_295L);
        return new RouterAdvertisementObservation(
                NOON,
                new Endpoint(ROUTER, IpAddress.parse("fe80::1"), 0),
                List.of(30),
                Duration.ofSeconds(65_535),
                true,
                true,
                List.of(
                        new RouterAdvertisementObservation.Prefix(
                                IpAddress.parse("2001:db8::"), 64, true, true, forEver, Duration.ofSeconds(1)),
                        new RouterAdvertisementObservation.Prefix(
                                IpAddress.parse("::"), 0, false, false, Duration.ZERO, Duration.ZERO)),
                List.of(IpAddress.parse("2001:db8::1")),
                List.of(new DomainName("example.org"), new DomainName("lan")),
                4_294_967_295L);
    }

    private static RouterAdvertisementObservation bareAdvertisement() {
        return new RouterAdvertisementObservation(
                NOON, CLOUD, List.of(), Duration.ZERO, false, false, List.of(), List.of(), List.of(), null);
    }

    private static StatusObservation completeStatus() {
        return new StatusObservation(
                NOON,
                "1.2.3",
                NOON.minusSeconds(60),
                1,
                2,
                Map.of("truncated", 3L, "not-ip", Long.MAX_VALUE),
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                Duration.ofMillis(1_500),
                11,
                0.75,
                List.of(10, 20, 30),
                List.of(
                        new SourceStatus(
                                "netflow",
                                "192.0.2.1",
                                true,
                                true,
                                true,
                                true,
                                12,
                                Map.of("template missing", 13L),
                                14,
                                15,
                                NOON.minusSeconds(1),
                                16,
                                1_000,
                                "port 2055 is taken"),
                        new SourceStatus("bind", "", false, false, false, false, 0, Map.of(), 0, 0, null, 0, 0, null)),
                new StatusObservation.Accounts(
                        12,
                        13,
                        14,
                        Map.of("spool-full", 15L),
                        Map.of("dns-streams", 21L),
                        16,
                        17,
                        new StatusObservation.Sight(true, 18, Duration.ofSeconds(19)),
                        20,
                        Duration.ofHours(-1)));
    }

    @ParameterizedTest
    @MethodSource("observations")
    void everyObservationIsReadBackEqual(Observation observation) {
        ObservationBatch batch = new ObservationBatch(LISBON, SENSOR, "run-1", 0, List.of(observation));

        BatchReading reading = BatchReader.read(new BatchWriter().write(batch));

        assertThat(reading).isEqualTo(new BatchReading.Accepted(batch, 0));
    }

    @Test
    void aBatchKeepsItsOrderItsSenderAndItsNumber() {
        List<Observation> observations = observations().toList();
        ObservationBatch batch =
                new ObservationBatch(LISBON, SENSOR, "run-1", ObservationBatch.LARGEST_SEQUENCE, observations);

        BatchReading reading = BatchReader.read(new BatchWriter().write(batch));

        assertThat(reading).isEqualTo(new BatchReading.Accepted(batch, 0));
    }

    @Test
    void everyKindIsAmongTheObservationsThatAreReadBack() {
        assertThat(observations().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Observation.class.getPermittedSubclasses());
    }

    @Test
    void theOctetsAreThoseOfTheGeneratedMessages() throws InvalidProtocolBufferException {
        ObservationBatch batch =
                new ObservationBatch(LISBON, SENSOR, "run-1", 3, observations().toList());

        byte[] octets = new BatchWriter().write(batch);

        var message = io.curfew.events.wire.v1.ObservationBatch.parseFrom(octets);
        assertThat(octets).isEqualTo(message.toByteArray());
        assertThat(message.getUnknownFields().asMap()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 60, 600, 6_000})
    void anAnswerOfAnyLengthIsReadBackEqual(int answers) {
        DnsObservation.Answer answer = new DnsObservation.Answer(new DomainName("example.org"), "A", "192.0.2.7", 60);
        DnsObservation dns = new DnsObservation(
                NOON,
                CLIENT,
                RESOLVER,
                Transport.UDP,
                List.of(),
                1,
                new DomainName("example.org"),
                "A",
                "NOERROR",
                Collections.nCopies(answers, answer),
                null,
                false);
        ObservationBatch batch = new ObservationBatch(LISBON, SENSOR, "run-1", 0, List.of(dns));

        BatchReading reading = BatchReader.read(new BatchWriter().write(batch));

        assertThat(reading).isEqualTo(new BatchReading.Accepted(batch, 0));
    }

    @Test
    void anEmptyBatchIsABatch() {
        ObservationBatch batch = new ObservationBatch(LISBON, SENSOR, "run-1", 7, List.of());

        BatchReading reading = BatchReader.read(new BatchWriter().write(batch));

        assertThat(reading).isEqualTo(new BatchReading.Accepted(batch, 0));
    }

    @Test
    void whatDoesNotFitOrCannotBeWrittenLeavesNoTrace() {
        NtpObservation kept = new NtpObservation(NOON, CLIENT, CLOUD, 3, 4, 0);
        BatchWriter writer = new BatchWriter();
        writer.begin(LISBON, SENSOR, "run-1", 0);
        assertThat(writer.add(kept, 1_000)).isTrue();

        boolean fits = writer.add(completeDns(), writer.octets().length + 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.add(new NtpObservation(Instant.MAX, CLIENT, CLOUD, 3, 4, 0), 1_000));

        assertThat(fits).isFalse();
        ObservationBatch batch = new ObservationBatch(LISBON, SENSOR, "run-1", 0, List.of(kept));
        assertThat(BatchReader.read(writer.octets())).isEqualTo(new BatchReading.Accepted(batch, 0));
    }

    @Test
    void aTimeThatTheSchemaCannotHoldIsNotWritten() {
        ObservationBatch batch = new ObservationBatch(
                LISBON, SENSOR, "run-1", 0, List.of(new NtpObservation(Instant.MAX, CLIENT, CLOUD, 3, 4, 0)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchWriter().write(batch))
                .withMessageContaining("between 1677 and 2262");
    }
}
