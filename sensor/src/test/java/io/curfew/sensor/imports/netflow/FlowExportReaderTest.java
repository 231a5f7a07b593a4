package io.curfew.sensor.imports.netflow;

import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.events.SourceStatus;
import io.curfew.events.Transport;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class FlowExportReaderTest {
    private static final IpAddress ROUTER = IpAddress.parse("192.0.2.1");
    private static final String CAMERA = "192.0.2.21";
    private static final String CLOUD = "198.51.100.7";
    private static final long NOON = ExportDatagram.EXPORTED_SECONDS * 1_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    private static final int[] PLAIN = {8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 6, 1, 1, 4, 2, 4};

    private final List<FlowObservation> flows = new ArrayList<>();
    private final FlowExportReader reader = new FlowExportReader(4, new AtomicLong()::getAndIncrement, flows::add);

    private void send(ExportDatagram datagram) {
        send(datagram, NOON);
    }

    private void send(ExportDatagram datagram, long at) {
        byte[] octets = datagram.octets();
        reader.datagram(ROUTER, octets, 0, octets.length, at);
    }

    private SourceStatus source() {
        return reader.sources().getFirst();
    }

    /** A record of the template {@link #PLAIN}, of 10 packets. */
    private static void plain(
            ExportDatagram out, String source, int sourcePort, String destination, int port, int bytes) {
        out.address(source)
                .address(destination)
                .u16(sourcePort)
                .u16(port)
                .u8(17)
                .u8(0)
                .u32(bytes)
                .u32(10);
    }

    @Test
    void theTwoWaysOfAConnectionAreOneFlow() {
        send(ExportDatagram.version5(2, 0, 0)
                .record5(CLOUD, 443, CAMERA, 50_000, SYN | ACK | FIN, 9_000)
                .record5(CAMERA, 50_000, CLOUD, 443, SYN | ACK | FIN, 1_000));

        reader.advance(NOON + 3 * SECOND);

        FlowObservation flow = flows.getFirst();
        assertThat(flows).hasSize(1);
        assertThat(flow.phase()).isEqualTo(Phase.END);
        assertThat(flow.initiator().ip()).hasToString(CAMERA);
        assertThat(flow.responder().port()).isEqualTo(443);
        assertThat(flow.initiatorBytes()).isEqualTo(1_000);
        assertThat(flow.responderBytes()).isEqualTo(9_000);
        assertThat(flow.responderPackets()).isEqualTo(10);
        assertThat(flow.outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(flow.first()).isEqualTo(Instant.ofEpochSecond(ExportDatagram.EXPORTED_SECONDS - 5));
        assertThat(flow.last()).isEqualTo(Instant.ofEpochSecond(ExportDatagram.EXPORTED_SECONDS - 1));
    }

    @Test
    void aSynWithoutAnAckTellsWhoAskedWhateverThePorts() {
        send(ExportDatagram.version5(2, 0, 0)
                .record5(CLOUD, 50_000, CAMERA, 40_000, ACK | RST, 40)
                .record5(CAMERA, 40_000, CLOUD, 50_000, SYN, 60));

        reader.finish();

        assertThat(flows.getFirst().initiator().ip()).hasToString(CAMERA);
        assertThat(flows.getFirst().initiatorCertain()).isTrue();
        assertThat(flows.getFirst().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void silenceIsSaidOnlyWhenTheExporterHasShownBothWaysOfSomeFlow() {
        send(ExportDatagram.version5(1, 0, 0).record5(CAMERA, 40_000, CLOUD, 443, SYN, 60));
        reader.advance(NOON + 300 * SECOND);
        send(
                ExportDatagram.version5(3, 1, 0)
                        .record5(CAMERA, 40_001, CLOUD, 443, SYN, 60)
                        .record5(CAMERA, 40_002, CLOUD, 443, SYN | ACK, 60)
                        .record5(CLOUD, 443, CAMERA, 40_002, SYN | ACK, 60),
                NOON + 300 * SECOND);

        reader.finish();

        assertThat(flows.stream().filter(flow -> flow.phase() == Phase.END).map(FlowObservation::outcome))
                .containsExactly(null, Outcome.UNANSWERED, Outcome.ESTABLISHED);
    }

    @Test
    void thePiecesOfALongFlowAddUpUnderOneNumber() {
        send(ExportDatagram.version5(1, 0, 0).record5(CAMERA, 40_000, CLOUD, 443, ACK, 1_000));
        reader.advance(NOON + 3 * SECOND);
        send(ExportDatagram.version5(1, 1, 0).record5(CAMERA, 40_000, CLOUD, 443, ACK, 500), NOON + 60 * SECOND);
        reader.advance(NOON + 61 * SECOND);
        reader.advance(NOON + 181 * SECOND);

        assertThat(flows).extracting(FlowObservation::phase).containsExactly(Phase.START, Phase.UPDATE, Phase.END);
        assertThat(flows).extracting(FlowObservation::number).containsOnly(0L);
        assertThat(flows).extracting(FlowObservation::initiatorBytes).containsExactly(1_000L, 1_500L, 1_500L);
    }

    @Test
    void samplesAreScaledAndTheStatusSaysSo() {
        send(ExportDatagram.version5(1, 0, 0x4000 | 100).record5(CAMERA, 40_000, CLOUD, 443, ACK, 1_000));

        reader.finish();

        assertThat(flows.getFirst().initiatorBytes()).isEqualTo(100_000);
        assertThat(flows.getFirst().initiatorPackets()).isEqualTo(1_000);
        assertThat(source().sampling()).isEqualTo(100);
    }

    @Test
    void aSamplerOfAnOptionsRecordIsUsedForTheRecordsThatNameIt() {
        send(ExportDatagram.ipfix(0, 7)
                .set(
                        3,
                        out -> out.u16(300)
                                .u16(3)
                                .u16(1)
                                .u16(302)
                                .u16(4)
                                .u16(305)
                                .u16(4)
                                .u16(306)
                                .u16(4))
                .set(300, out -> out.u32(1).u32(1).u32(9))
                .set(300, out -> out.u32(2).u32(1).u32(99))
                .set(2, out -> out.template(256, 8, 4, 12, 4, 302, 4, 1, 4, 2, 4))
                .set(
                        256,
                        out -> out.address(CAMERA).address(CLOUD).u32(1).u32(50).u32(1))
                .set(
                        256,
                        out -> out.address(CAMERA)
                                .address("198.51.100.8")
                                .u32(2)
                                .u32(50)
                                .u32(1)));

        reader.finish();

        assertThat(flows).extracting(FlowObservation::initiatorBytes).containsExactly(500L, 5_000L);
        assertThat(source().items()).isEqualTo(4);
    }

    /** That a sampler takes 1 packet in 1,000, and how flows are laid out. */
    private static ExportDatagram sampled(ExportDatagram datagram) {
        return samplersLaidOut(datagram).set(300, out -> out.u32(1).u32(1_000)).set(2, out -> out.template(256, PLAIN));
    }

    /** How samplers are told: an id, and of how many packets each takes one. */
    private static ExportDatagram samplersLaidOut(ExportDatagram datagram) {
        return datagram.set(
                3, out -> out.u16(300).u16(2).u16(1).u16(302).u16(4).u16(34).u16(4));
    }

    private void sendFrom(IpAddress address, ExportDatagram datagram) {
        byte[] octets = datagram.octets();
        reader.datagram(address, octets, 0, octets.length, NOON);
    }

    private List<Long> bytesOfAFlow(IpAddress address, long domain) {
        sendFrom(
                address,
                ExportDatagram.ipfix(1, domain).set(256, out -> plain(out, CAMERA, 40_000, CLOUD, 443, 1_000)));
        reader.finish();
        return flows.stream().map(FlowObservation::initiatorBytes).toList();
    }

    @Test
    void noAddressPushesAnotherOutByItsDomains() {
        IpAddress stranger = IpAddress.parse("192.0.2.66");
        sendFrom(ROUTER, sampled(ExportDatagram.ipfix(0, 7)));
        for (int domain = 0; domain < 200; domain++) {
            sendFrom(stranger, ExportDatagram.ipfix(0, domain));
        }

        assertThat(bytesOfAFlow(ROUTER, 7)).containsExactly(1_000_000L);
        assertThat(reader.sources().getLast().items()).isEqualTo(2);
    }

    @Test
    void aDomainThatMadeRoomKeepsItsSamplers() {
        sendFrom(ROUTER, sampled(ExportDatagram.ipfix(0, 7)));
        for (int domain = 100; domain < 300; domain++) {
            sendFrom(ROUTER, ExportDatagram.ipfix(0, domain));
        }

        assertThat(bytesOfAFlow(ROUTER, 7)).containsExactly(1_000_000L);
    }

    @Test
    void aFlowWhoseSamplersWentIsNotTakenAsIfItWereWhole() {
        sendFrom(ROUTER, sampled(ExportDatagram.ipfix(0, 7)));
        for (int domain = 100; domain < 300; domain++) {
            ExportDatagram samplers = samplersLaidOut(ExportDatagram.ipfix(0, domain));
            samplers.set(
                    300,
                    out -> IntStream.range(0, Samplers.MOST)
                            .forEach(sampler -> out.u32(sampler).u32(10)));
            sendFrom(ROUTER, samplers);
        }

        assertThat(bytesOfAFlow(ROUTER, 7)).isEmpty();
        assertThat(source().notUnderstood()).containsEntry("no-template", 1L);
    }

    @Test
    void aRecordBeforeItsTemplateWaitsForIt() {
        send(ExportDatagram.version9(0).set(256, out -> plain(out, CAMERA, 4_000, CLOUD, 53, 70)));
        send(ExportDatagram.version9(1).set(0, out -> out.template(256, PLAIN)));

        reader.finish();

        assertThat(flows).hasSize(1);
        assertThat(source().misread()).isZero();
    }

    @Test
    void aRecordWhoseTemplateNeverComesIsCounted() {
        send(ExportDatagram.version9(0).set(256, out -> plain(out, CAMERA, 4_000, CLOUD, 53, 70)));

        reader.finish();

        assertThat(flows).isEmpty();
        assertThat(source().notUnderstood()).containsEntry("no-template", 1L);
        assertThat(source().items()).isEqualTo(1);
    }

    @Test
    void setsThatWaitForTheirTemplateStayWithinBoundsHoweverSmall() {
        int sets = 12_000;
        for (int octets = 0; octets < 2; octets++) {
            int wide = octets;
            ExportDatagram datagram = ExportDatagram.version9(octets);
            for (int set = 0; set < sets; set++) {
                datagram.set(300, out -> out.raw(new byte[wide]));
            }

            send(datagram);
        }

        long givenUp = source().notUnderstood().getOrDefault("no-template", 0L);
        int most = Exporter.MOST_WAITING_OCTETS / Exporter.OCTETS_OF_ANY_SET;
        assertThat(source().items()).isEqualTo(2L * sets);
        assertThat(2L * sets - givenUp).as("sets that wait").isPositive().isLessThanOrEqualTo(most);
    }

    @Test
    void templatesOfTwoDomainsDoNotMix() {
        send(ExportDatagram.ipfix(0, 1).set(2, out -> out.template(256, PLAIN)));
        send(ExportDatagram.ipfix(0, 2).set(2, out -> out.template(256, 12, 4, 8, 4, 1, 4, 2, 4)));
        send(ExportDatagram.ipfix(0, 1).set(256, out -> plain(out, CAMERA, 4_000, CLOUD, 53, 70)));

        reader.finish();

        assertThat(flows.getFirst().initiator().ip()).hasToString(CAMERA);
        assertThat(flows.getFirst().responder().port()).isEqualTo(53);
        assertThat(flows.getFirst().transport()).isEqualTo(Transport.UDP);
    }

    @Test
    void aWithdrawnTemplateIsNotUsedAnyMore() {
        send(ExportDatagram.ipfix(0, 1)
                .set(2, out -> out.template(256, PLAIN))
                .set(2, out -> out.u16(256).u16(0))
                .set(256, out -> plain(out, CAMERA, 4_000, CLOUD, 53, 70)));

        reader.finish();

        assertThat(flows).isEmpty();
        assertThat(source().notUnderstood()).containsEntry("no-template", 1L);
    }

    @Test
    void withdrawingAllTemplatesTakesThoseOfOneKindOfOneDomainAndNoOthers() {
        send(ExportDatagram.ipfix(0, 1)
                .set(2, out -> out.template(256, PLAIN).template(257, PLAIN))
                .set(3, out -> out.u16(300).u16(1).u16(1).u16(302).u16(4)));
        send(ExportDatagram.ipfix(0, 2).set(2, out -> out.template(256, PLAIN)));

        send(ExportDatagram.ipfix(0, 1).set(2, out -> out.u16(2).u16(0)));

        assertThat(reader.templates()).isEqualTo(2);
    }

    @Test
    void withdrawingAllAgainAndAgainTakesNotMuchLongerThanTemplatesOfTheSameOctets() {
        for (int domain = 0; domain < 4; domain++) {
            ExportDatagram filling = ExportDatagram.ipfix(0, domain);
            filling.set(2, out -> IntStream.range(256, 768).forEach(id -> out.template(id, 8, 4)));
            send(filling);
        }
        byte[] withdrawals = ExportDatagram.ipfix(0, 9)
                .set(
                        2,
                        out -> IntStream.range(0, 16_000)
                                .forEach(_ -> out.u16(2).u16(0)))
                .octets();
        byte[] templates = ExportDatagram.ipfix(0, 9)
                .set(2, out -> IntStream.range(0, 8_000).forEach(_ -> out.template(256, 8, 4)))
                .octets();

        cpuNanos(templates);
        long ofTemplates = cpuNanos(templates);
        long ofWithdrawals = cpuNanos(withdrawals);

        assertThat(ofWithdrawals).isLessThan(10 * ofTemplates);
    }

    private long cpuNanos(byte[] datagram) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        reader.datagram(ROUTER, datagram, 0, datagram.length, NOON);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    @Test
    void aTemplateThatIsNotSentAgainIsForgotten() {
        send(ExportDatagram.version9(0).set(0, out -> out.template(256, PLAIN)));
        send(
                ExportDatagram.version9(1).set(256, out -> plain(out, CAMERA, 4_000, CLOUD, 53, 70)),
                NOON + 7 * 3_600 * SECOND);

        reader.finish();

        assertThat(flows).isEmpty();
    }

    @Test
    void variableLengthsAndFieldsOfEnterprisesArePassedOver() {
        send(ExportDatagram.ipfix(0, 1)
                .set(
                        2,
                        out -> out.u16(256)
                                .u16(5)
                                .u16(82)
                                .u16(0xffff)
                                .u16(8)
                                .u16(4)
                                .u16(0x8001)
                                .u16(0xffff)
                                .u32(35_632)
                                .u16(12)
                                .u16(4)
                                .u16(1)
                                .u16(3))
                .set(
                        256,
                        out -> out.u8(3)
                                .raw(new byte[] {'e', 't', 'h'})
                                .address(CAMERA)
                                .u8(255)
                                .u16(300)
                                .raw(new byte[300])
                                .address(CLOUD)
                                .u8(1)
                                .u16(2)));

        reader.finish();

        assertThat(flows).hasSize(1);
        assertThat(flows.getFirst().initiatorBytes()).isEqualTo(65_538);
        assertThat(flows.getFirst().responder().ip()).hasToString(CLOUD);
    }

    @Test
    void reverseFieldsAreTheOtherWay() {
        send(ExportDatagram.ipfix(0, 1)
                .set(
                        2,
                        out -> out.u16(256)
                                .u16(5)
                                .u16(8)
                                .u16(4)
                                .u16(12)
                                .u16(4)
                                .u16(2)
                                .u16(4)
                                .u16(0x8000 | 1)
                                .u16(4)
                                .u32(29_305)
                                .u16(0x8000 | 2)
                                .u16(4)
                                .u32(29_305))
                .set(
                        256,
                        out -> out.address(CAMERA)
                                .address(CLOUD)
                                .u32(1)
                                .u32(4_000)
                                .u32(3)));

        reader.finish();

        FlowObservation flow = flows.getFirst();
        assertThat(flow.initiatorCertain()).isTrue();
        assertThat(flow.responderBytes()).isEqualTo(4_000);
        assertThat(flow.responderPackets()).isEqualTo(3);
    }

    @Test
    void absoluteTimesAreTakenInAllTheirForms() {
        long second = ExportDatagram.EXPORTED_SECONDS - 100;
        send(ExportDatagram.ipfix(0, 1)
                .set(2, out -> out.template(256, 8, 4, 12, 4, 152, 8, 153, 8))
                .set(
                        256,
                        out -> out.address(CAMERA)
                                .address(CLOUD)
                                .u64(second * 1_000 + 5)
                                .u64(second * 1_000 + 7))
                .set(2, out -> out.template(257, 8, 4, 12, 4, 154, 8, 155, 8))
                .set(
                        257,
                        out -> out.address(CAMERA)
                                .address("198.51.100.8")
                                .u64((second + 2_208_988_800L) << 32)
                                .u64((second + 2_208_988_800L) << 32 | 0x8000_0000L)));

        reader.finish();

        assertThat(flows.getFirst().first()).isEqualTo(Instant.ofEpochSecond(second, 5_000_000));
        assertThat(flows.getFirst().last()).isEqualTo(Instant.ofEpochSecond(second, 7_000_000));
        assertThat(flows.getLast().first()).isEqualTo(Instant.ofEpochSecond(second));
        assertThat(flows.getLast().last()).isEqualTo(Instant.ofEpochSecond(second, 500_000_000));
    }

    @Test
    void uptimesBehindTheirWrapAreBeforeIt() {
        send(new ExportDatagram()
                .u16(9)
                .u16(2)
                .u32(1_000)
                .u32(ExportDatagram.EXPORTED_SECONDS)
                .u32(0)
                .u32(0)
                .set(0, out -> out.template(256, 8, 4, 12, 4, 22, 4, 21, 4))
                .set(256, out -> out.address(CAMERA).address(CLOUD).u32(-1_000).u32(0)));

        reader.finish();

        assertThat(flows.getFirst().first()).isEqualTo(Instant.ofEpochSecond(ExportDatagram.EXPORTED_SECONDS - 2));
        assertThat(flows.getFirst().last()).isEqualTo(Instant.ofEpochSecond(ExportDatagram.EXPORTED_SECONDS - 1));
    }

    @Test
    void aClockThatIsSetBackEndsWhatIsOpenAndGoesOnFromThere() {
        reader.followClock(NOON + 3_600 * SECOND);
        send(ExportDatagram.version5(1, 0, 0).record5(CAMERA, 40_000, CLOUD, 443, SYN, 60), NOON + 3_600 * SECOND);

        reader.followClock(NOON);
        send(ExportDatagram.version5(1, 1, 0).record5(CAMERA, 40_001, CLOUD, 443, SYN, 60), NOON);
        reader.followClock(NOON + 3 * SECOND);

        assertThat(flows)
                .extracting(flow -> flow.initiator().port() + " " + flow.phase())
                .containsExactly("40000 END", "40001 START");
    }

    @Test
    void gapsInTheNumbersOfAnExporterAreLostRecords() {
        send(ExportDatagram.version5(1, 100, 0).record5(CAMERA, 1, CLOUD, 2, ACK, 1));
        send(ExportDatagram.version5(1, 101, 0).record5(CAMERA, 1, CLOUD, 2, ACK, 1));
        send(ExportDatagram.version5(1, 110, 0).record5(CAMERA, 1, CLOUD, 2, ACK, 1));

        assertThat(source().lost()).isEqualTo(8);
    }

    @Test
    void datagramsThatComeInAnotherOrderAreNotLost() {
        for (int first : new int[] {0, 4, 2, 6}) {
            send(ExportDatagram.version5(2, first, 0)
                    .record5(CAMERA, first, CLOUD, 443, ACK, 1)
                    .record5(CAMERA, first + 1, CLOUD, 443, ACK, 1));
        }

        assertThat(source().items()).isEqualTo(8);
        assertThat(source().lost()).isZero();
    }

    @Test
    void macAddressesAndVlansAreTaken() {
        send(ExportDatagram.version9(0)
                .set(0, out -> out.template(256, 8, 4, 12, 4, 56, 6, 80, 6, 58, 2, 2, 4, 352, 4))
                .set(
                        256,
                        out -> out.address(CAMERA)
                                .address(CLOUD)
                                .u16(0x0200)
                                .u32(0x21)
                                .u16(0x0200)
                                .u32(0x01)
                                .u16(30)
                                .u32(2)
                                .u32(136)));

        reader.finish();

        FlowObservation flow = flows.getFirst();
        assertThat(String.valueOf(flow.initiator().mac())).isEqualTo("02:00:00:00:00:21");
        assertThat(String.valueOf(flow.responder().mac())).isEqualTo("02:00:00:00:00:01");
        assertThat(flow.vlanIds()).containsExactly(30);
        assertThat(flow.initiatorBytes()).as("without 2 headers of 18 octets").isEqualTo(100);
        assertThat(source().seesMacs()).isTrue();
    }

    @Test
    void anIcmpEchoAndItsReplyAreOneFlow() {
        send(ExportDatagram.version9(0)
                .set(0, out -> out.template(256, 8, 4, 12, 4, 4, 1, 32, 2, 1, 4, 2, 4))
                .set(
                        256,
                        out -> out.address(CLOUD)
                                .address(CAMERA)
                                .u8(1)
                                .u16(0)
                                .u32(84)
                                .u32(1)
                                .address(CAMERA)
                                .address(CLOUD)
                                .u8(1)
                                .u16(0x0800)
                                .u32(84)
                                .u32(1)));

        reader.finish();

        assertThat(flows).hasSize(1);
        assertThat(flows.getFirst().initiator().ip()).hasToString(CAMERA);
        assertThat(flows.getFirst().outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void aRecordOnTheWayOutOfTheRouterIsNotCountedAgain() {
        send(ExportDatagram.version9(0)
                .set(0, out -> out.template(256, 8, 4, 12, 4, 61, 1, 1, 4, 2, 4))
                .set(
                        256,
                        out -> out.address(CAMERA)
                                .address(CLOUD)
                                .u8(0)
                                .u32(100)
                                .u32(1)
                                .address(CAMERA)
                                .address(CLOUD)
                                .u8(1)
                                .u32(100)
                                .u32(1)));

        reader.finish();

        assertThat(flows.getFirst().initiatorBytes()).isEqualTo(100);
    }

    @Test
    void aFullTableEndsTheFlowThatWasSilentForLongest() {
        for (int port = 1; port <= 6; port++) {
            send(ExportDatagram.version5(1, port - 1, 0).record5(CAMERA, port, CLOUD, 443, ACK, 1));
        }

        assertThat(flows).extracting(flow -> flow.initiator().port()).containsExactly(1, 2);
        assertThat(reader.evicted()).containsEntry("exported-flows", 2L);
    }

    @Test
    void templatesWithoutOctetsAreRefusedSoThatEverySetEnds() {
        send(ExportDatagram.version9(0)
                .set(0, out -> out.template(256, 8, 0, 12, 0))
                .set(256, out -> out.raw(new byte[1_000])));

        reader.finish();

        assertThat(reader.templates()).isZero();
        assertThat(source().notUnderstood()).containsKeys("malformed", "no-template");
    }

    @Test
    void aFloodOfTemplatesStaysWithinBounds() {
        for (int exporter = 0; exporter < 100; exporter++) {
            for (int id = 256; id < 356; id++) {
                int template = id;
                byte[] octets = ExportDatagram.ipfix(0, exporter)
                        .set(2, out -> out.template(template, PLAIN))
                        .octets();
                reader.datagram(ROUTER, octets, 0, octets.length, NOON);
            }
        }

        assertThat(reader.templates()).isEqualTo(Templates.MOST_TEMPLATES);
        assertThat(reader.evicted())
                .containsEntry("templates", 10_000L - Templates.MOST_TEMPLATES)
                .containsEntry("exporters", 100L - Exporters.MOST);
    }

    @Test
    void aFloodOfWideTemplatesStaysWithinBounds() {
        int[] fields = new int[2 * Template.MOST_FIELDS];
        for (int index = 0; index < fields.length; index++) {
            fields[index] = 1;
        }
        for (int id = 256; id < 1_256; id++) {
            int template = id;
            send(ExportDatagram.version9(id).set(0, out -> out.template(template, fields)));
        }

        assertThat(reader.templates()).isEqualTo(Templates.MOST_FIELDS / Template.MOST_FIELDS);
    }

    @Test
    void lengthsThatLieAreCountedAndNothingMore() {
        send(ExportDatagram.version5(30, 0, 0).record5(CAMERA, 1, CLOUD, 2, ACK, 1));
        send(ExportDatagram.version9(0).u16(256).u16(60_000).u32(0));
        send(ExportDatagram.version9(1).u16(256).u16(1));
        send(ExportDatagram.ipfix(0, 0).set(2, out -> out.u16(256).u16(0xffff)));

        reader.finish();

        assertThat(source().notUnderstood()).containsEntry("malformed", 32L);
        assertThat(source().items()).isEqualTo(33);
    }

    @Test
    void garbageNeverThrows() {
        Random random = new Random(7);
        byte[] seed = ExportDatagram.ipfix(0, 1)
                .set(2, out -> out.template(256, PLAIN))
                .set(
                        3,
                        out -> out.u16(300)
                                .u16(3)
                                .u16(1)
                                .u16(302)
                                .u16(4)
                                .u16(305)
                                .u16(4)
                                .u16(306)
                                .u16(4))
                .set(256, out -> plain(out, CAMERA, 4_000, CLOUD, 53, 70))
                .set(300, out -> out.u32(1).u32(1).u32(9))
                .octets();
        for (int round = 0; round < 200_000; round++) {
            byte[] octets = seed.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            octets[0] = 0;
            octets[1] = (byte) (round % 3 == 0 ? 9 : round % 3 == 1 ? 10 : 5);
            reader.datagram(ROUTER, octets, 0, random.nextInt(octets.length + 1), NOON + round * SECOND);
        }
        reader.finish();

        assertThat(reader.datagrams()).isEqualTo(200_000);
        assertThat(reader.templates()).isLessThanOrEqualTo(Templates.MOST_TEMPLATES);
        long misread = source().misread();
        assertThat(misread).isPositive().isLessThanOrEqualTo(source().items());
    }

    @Test
    void addressesThatShareTheirHashTakeNotMuchLongerThanOthers() {
        long others = cpuNanosOfFlows(0);
        long sharing = cpuNanosOfFlows(31);

        assertThat(sharing).isLessThan(10 * others);
    }

    /** Of 16,384 flows to addresses of which each has its upper half one more, its lower half {@code less} less. */
    private static long cpuNanosOfFlows(int less) {
        int count = 1 << 14;
        FlowExportReader large = new FlowExportReader(count, new AtomicLong()::getAndIncrement, _ -> {});
        byte[] template = ExportDatagram.ipfix(0, 1)
                .set(2, set -> set.template(300, 27, 16, 28, 16, 7, 2, 11, 2, 4, 1, 1, 4, 2, 4))
                .octets();
        large.datagram(ROUTER, template, 0, template.length, NOON);
        List<byte[]> datagrams = IntStream.range(0, count)
                .mapToObj(number -> IpAddress.v6(0x2001_0db8_0000_0000L + number, (1L << 62) - (long) less * number))
                .map(peer -> ExportDatagram.ipfix(0, 1)
                        .set(
                                300,
                                set -> set.address("2001:db8::21")
                                        .raw(peer.octets())
                                        .u16(40_001)
                                        .u16(443)
                                        .u8(17)
                                        .u32(100)
                                        .u32(1))
                        .octets())
                .toList();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (byte[] datagram : datagrams) {
            large.datagram(ROUTER, datagram, 0, datagram.length, NOON);
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
