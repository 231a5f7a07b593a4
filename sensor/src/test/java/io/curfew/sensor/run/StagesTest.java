package io.curfew.sensor.run;

import io.curfew.events.CommunityId;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.policy.language.DohServers;
import io.curfew.policy.language.Subnet;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.frames.DnsMessages;
import io.curfew.sensor.frames.Frames;
import io.curfew.sensor.imports.Import;
import io.curfew.sensor.imports.Imports;
import io.curfew.sensor.privacy.Discretion;
import io.curfew.sensor.privacy.PrivateZone;
import io.curfew.sensor.publish.OutboxCounters;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class StagesTest {
    private static final int ETHERNET = 1;
    private static final int TAGGED = 0x8100;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int LINK_LAYER_DISCOVERY = 0x88cc;
    private static final String VACUUM_MAC = "02:00:00:00:00:21";
    private static final String ROUTER_MAC = "02:00:00:00:00:01";
    private static final String VACUUM = "192.0.2.21";
    private static final String CLOUD = "203.0.113.9";
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long NOON_NANOS = Instant.parse("2026-11-01T12:00:00Z").getEpochSecond() * SECOND_NANOS;

    private final List<Observation> observations = new ArrayList<>();
    private final Stages stages =
            new Stages("0.1.0", PipelineLimits.DEFAULT, observations::add, () -> OutboxCounters.NONE);

    private void frame(byte[] frame, long atNanos) {
        stages.frame(frame, 0, frame.length, frame.length, ETHERNET, atNanos);
    }

    private Stages guarded(PrivateZone zone) {
        return new Stages(
                "0.1.0",
                PipelineLimits.DEFAULT,
                CommunityId.USUAL_SEED,
                Imports.none(),
                DohServers.shipped(),
                new Discretion(List.of(zone), 1_000, observations::add),
                () -> OutboxCounters.NONE);
    }

    private static void frame(Stages stages, byte[] frame) {
        stages.frame(frame, 0, frame.length, frame.length, ETHERNET, NOON_NANOS);
    }

    private static byte[] tagged(int vlan, byte[] udp) {
        return Frames.ethernet(
                VACUUM_MAC,
                ROUTER_MAC,
                TAGGED,
                Frames.vlan(vlan, Frames.IPV4, Frames.ipv4(VACUUM, CLOUD, Frames.UDP, udp)));
    }

    private static byte[] tunnelled(String from, int protocol, byte[] inner) {
        return Frames.ethernet(VACUUM_MAC, ROUTER_MAC, Frames.IPV4, Frames.ipv4(from, CLOUD, protocol, inner));
    }

    /** A packet between addresses that are in no zone. */
    private static byte[] inside() {
        return Frames.ipv6("2001:db8:1::7", "2001:db8:2::9", Frames.UDP, Frames.udp(40_000, 9_999, new byte[72]));
    }

    private static byte[] packet(int port) {
        byte[] payload = Frames.udp(port, 9_999, Frames.text("hello"));
        return Frames.ethernet(VACUUM_MAC, ROUTER_MAC, Frames.IPV4, Frames.ipv4(VACUUM, CLOUD, Frames.UDP, payload));
    }

    private static byte[] frameOf(int type, int octets) {
        return Frames.ethernet(VACUUM_MAC, ROUTER_MAC, type, new byte[octets]);
    }

    private List<FlowObservation> flows(FlowObservation.Phase phase) {
        return observations.stream()
                .filter(FlowObservation.class::isInstance)
                .map(FlowObservation.class::cast)
                .filter(flow -> flow.phase() == phase)
                .toList();
    }

    @Test
    void whatWasCapturedWasDecodedOrUndecodableOrFiltered() {
        frame(packet(40_000), NOON_NANOS);
        frame(
                Frames.ethernet(
                        VACUUM_MAC, ROUTER_MAC, Frames.ARP, Frames.arp(1, VACUUM_MAC, VACUUM, ROUTER_MAC, "192.0.2.1")),
                NOON_NANOS);
        frame(frameOf(LINK_LAYER_DISCOVERY, 46), NOON_NANOS);
        frame(frameOf(LINK_LAYER_DISCOVERY, 46), NOON_NANOS);
        frame(Arrays.copyOf(packet(40_000), 20), NOON_NANOS);
        frame(new byte[3], NOON_NANOS);
        stages.finish(NOON_NANOS);

        PacketCounters packets = stages.packets();
        assertThat(packets.captured()).isEqualTo(6);
        assertThat(packets.decoded()).isEqualTo(2);
        assertThat(packets.filtered()).isEqualTo(2);
        assertThat(packets.undecodable()).isEqualTo(Map.of("ip-header", 1L, "link-header", 1L));
        StatusObservation status = (StatusObservation) observations.getLast();
        long undecodable = status.undecodable().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(status.packetsCaptured())
                .isEqualTo(packets.decoded() + undecodable + status.accounts().packetsFiltered());
    }

    @Test
    void ofAZoneThatIsGivenByItsTagNoTimeServerNoHostNameAndNoAnnouncementIsTold() {
        Stages guarded = guarded(new PrivateZone(List.of(), List.of(20), Detail.COUNTS));
        byte[] lease = Frames.join(
                Frames.hex("01010600 12345678 00000000"),
                Frames.ip(VACUUM),
                new byte[12],
                Frames.mac(VACUUM_MAC),
                new byte[202],
                Frames.hex("63825363 350103 0c06"),
                Frames.text("vacuum"),
                Frames.hex("ff"));
        byte[] announcement = DnsMessages.multicast(
                List.of(DnsMessages.record("vacuum.local", DnsMessages.A, 120, Frames.ip(VACUUM))), List.of());

        frame(guarded, tagged(20, Frames.udp(123, 123, new byte[48])));
        frame(guarded, tagged(20, Frames.udp(68, 67, lease)));
        frame(guarded, tagged(20, Frames.udp(5353, 5353, announcement)));

        assertThat(observations).singleElement().satisfies(told -> {
            assertThat(((DhcpObservation) told).vlanIds()).containsExactly(20);
            assertThat(((DhcpObservation) told).hostname()).isNull();
        });
    }

    @Test
    void ofAnotherTagAllIsTold() {
        Stages guarded = guarded(new PrivateZone(List.of(), List.of(20), Detail.COUNTS));

        frame(guarded, tagged(30, Frames.udp(123, 123, new byte[48])));

        assertThat(observations)
                .filteredOn(NtpObservation.class::isInstance)
                .singleElement()
                .extracting(ntp -> ((NtpObservation) ntp).vlanIds())
                .isEqualTo(List.of(30));
    }

    /** As where the machine has no thread left. */
    private static final class Broken implements Import {
        @Override
        public void start() {}

        @Override
        public List<SourceStatus> sources() {
            return List.of();
        }

        @Override
        public void stop() {
            throw new OutOfMemoryError("unable to create native thread");
        }

        @Override
        public void finish(Duration patience) {}
    }

    @Test
    void whatIsOpenIsToldAtTheEndWhateverBefallsTheImports() {
        Stages withImport = new Stages(
                "0.1.0",
                PipelineLimits.DEFAULT,
                CommunityId.USUAL_SEED,
                new Imports(List.of(new Broken())),
                DohServers.shipped(),
                new Discretion(List.of(), 1_000, observations::add),
                () -> OutboxCounters.NONE);
        frame(withImport, packet(40_000));

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> withImport.finish(NOON_NANOS));

        assertThat(flows(FlowObservation.Phase.END)).hasSize(1);
        assertThat(observations.getLast()).isInstanceOf(StatusObservation.class);
    }

    @Test
    void whatADeviceOfAPrivateZoneSendsThroughATunnelIsNotLookedInto() {
        Stages guarded = guarded(new PrivateZone(List.of(Subnet.parse("192.0.2.0/26")), List.of(), Detail.COUNTS));

        frame(guarded, tunnelled(VACUUM, IPV6_IN_IP, inside()));
        guarded.finish(NOON_NANOS);

        assertThat(observations)
                .filteredOn(observation -> !(observation instanceof StatusObservation))
                .singleElement()
                .satisfies(sum ->
                        assertThat(((FlowObservation) sum).responder().ip()).isEqualTo(IpAddress.parse("0.0.0.0")));
    }

    @Test
    void theTunnelsOfOtherDevicesAreOpened() {
        Stages guarded = guarded(new PrivateZone(List.of(Subnet.parse("192.0.2.0/26")), List.of(), Detail.COUNTS));

        frame(guarded, tunnelled("192.0.2.70", IPV6_IN_IP, inside()));
        guarded.finish(NOON_NANOS);

        assertThat(tunnels()).containsExactly("ipip");
    }

    @Test
    void whatASwitchOfAPrivateZoneMirrorsIsToldByTheZonesOfWhoIsInside() {
        Stages guarded = guarded(new PrivateZone(List.of(Subnet.parse("192.0.2.0/26")), List.of(), Detail.COUNTS));
        byte[] mirrored = Frames.ethernet(VACUUM_MAC, ROUTER_MAC, Frames.IPV6, inside());

        frame(guarded, tunnelled(VACUUM, GRE, Frames.join(Frames.hex("0000 88be"), mirrored)));
        guarded.finish(NOON_NANOS);

        assertThat(tunnels()).containsExactly("erspan");
    }

    private List<String> tunnels() {
        return flows(FlowObservation.Phase.END).stream()
                .map(FlowObservation::tunnel)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void afterTheClockWasSetBackFlowsAreReportedAtOnceAsBefore() {
        frame(packet(40_000), NOON_NANOS);
        long anHourAgoNanos = NOON_NANOS - 3_600 * SECOND_NANOS;

        stages.followClock(anHourAgoNanos);
        frame(packet(40_001), anHourAgoNanos);
        stages.advance(anHourAgoNanos + SECOND_NANOS);

        assertThat(flows(FlowObservation.Phase.END))
                .extracting(flow -> flow.initiator().port())
                .containsExactly(40_000);
        assertThat(flows(FlowObservation.Phase.START))
                .extracting(flow -> flow.initiator().port())
                .containsExactly(40_001);
    }

    @Test
    void aPacketThatTheKernelStampedBeforeTheClockWasSetBackDoesNotHoldUpTheRest() {
        stages.followClock(NOON_NANOS);
        frame(packet(40_000), NOON_NANOS + 7_200 * SECOND_NANOS);

        stages.followClock(NOON_NANOS + SECOND_NANOS);
        frame(packet(40_001), NOON_NANOS + SECOND_NANOS);
        stages.advance(NOON_NANOS + 2 * SECOND_NANOS);

        assertThat(flows(FlowObservation.Phase.START))
                .extracting(flow -> flow.initiator().port())
                .containsExactly(40_001);
    }

    @Test
    void aClockThatGoesOnEndsNothing() {
        frame(packet(40_000), NOON_NANOS);

        stages.followClock(NOON_NANOS - SECOND_NANOS / 2);
        stages.followClock(NOON_NANOS + SECOND_NANOS);

        assertThat(flows(FlowObservation.Phase.END)).isEmpty();
    }

    @Test
    void afterTheClockWasSetForwardTheSensorGoesOn() {
        frame(packet(40_000), SECOND_NANOS);

        stages.followClock(NOON_NANOS);
        stages.advance(NOON_NANOS);
        frame(packet(40_001), NOON_NANOS);
        stages.advance(NOON_NANOS + SECOND_NANOS);

        assertThat(flows(FlowObservation.Phase.END)).hasSize(1);
        assertThat(flows(FlowObservation.Phase.START))
                .extracting(flow -> flow.initiator().port())
                .contains(40_001);
    }
}
