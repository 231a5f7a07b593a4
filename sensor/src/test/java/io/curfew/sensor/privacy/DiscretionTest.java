package io.curfew.sensor.privacy;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.language.Subnet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class DiscretionTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<PrivateZone> ZONES = List.of(
            new PrivateZone(List.of(Subnet.parse("192.0.2.64/26")), List.of(10), Detail.AGGREGATED),
            new PrivateZone(List.of(Subnet.parse("192.0.2.128/26")), List.of(20), Detail.COUNTS));
    private static final String THING = "192.0.2.21";
    private static final String LAPTOP = "192.0.2.70";
    private static final String VISITOR = "192.0.2.130";
    private static final String CLOUD = "203.0.113.9";
    private static final String NOBODY = "0.0.0.0";
    private static final Endpoint RELAY =
            new Endpoint(MacAddress.parse("02:00:00:00:00:01"), IpAddress.parse("192.0.2.1"), 67);

    private final List<Observation> said = new ArrayList<>();
    private final Discretion discretion = new Discretion(ZONES, 1_000, said::add);

    private static Endpoint end(String ip, int port) {
        return new Endpoint(MacAddress.parse("02:00:00:00:00:70"), IpAddress.parse(ip), port);
    }

    private static FlowObservation flow(
            long number, Phase phase, Instant at, String from, int fromPort, String to, int port, long packets) {
        return flow(number, phase, at, List.of(), from, fromPort, to, port, packets);
    }

    private static FlowObservation flow(
            long number,
            Phase phase,
            Instant at,
            List<Integer> vlans,
            String from,
            int fromPort,
            String to,
            int port,
            long packets) {
        return flow(number, phase, at, vlans, end(from, fromPort), end(to, port), packets);
    }

    private static FlowObservation flow(
            long number, Phase phase, Instant at, List<Integer> vlans, Endpoint from, Endpoint to, long packets) {
        return new FlowObservation(
                at,
                number,
                phase,
                from,
                to,
                true,
                vlans,
                Transport.TCP,
                100 * packets,
                packets,
                200 * packets,
                packets,
                NOON,
                at,
                Outcome.CLOSED,
                null,
                new DomainName("shop.cloud.example.org"),
                "tls",
                "",
                null,
                Detail.FULL,
                1,
                64,
                new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1"));
    }

    private static DnsObservation question(Instant at, String from, String name) {
        return question(at, from, name, List.of(CLOUD), 60);
    }

    private static DnsObservation question(
            Instant at, String from, String name, List<String> addresses, long ttlSeconds) {
        DomainName asked = new DomainName(name);
        return new DnsObservation(
                at,
                end(from, 40_000),
                end("192.0.2.1", 53),
                Transport.UDP,
                List.of(),
                7,
                asked,
                "A",
                "NOERROR",
                Stream.concat(
                                Stream.of(new DnsObservation.Answer(asked, "CNAME", "edge.example.net", ttlSeconds)),
                                addresses.stream()
                                        .map(address -> new DnsObservation.Answer(
                                                new DomainName("edge.example.net"), "A", address, ttlSeconds)))
                        .toList(),
                null,
                false);
    }

    private static DhcpObservation request(String requested) {
        return dhcp("request", end(NOBODY, 68), requested);
    }

    private static DhcpObservation dhcp(String type, Endpoint sender, String requested) {
        return new DhcpObservation(
                NOON,
                type,
                MacAddress.parse("02:00:00:00:00:70"),
                sender,
                null,
                requested.isEmpty() ? null : IpAddress.parse(requested),
                "anas-laptop",
                "MSFT 5.0",
                List.of(1, 3, 6),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static DhcpObservation tagged(String type, Endpoint sender, @Nullable IpAddress assigned, int vlan) {
        return new DhcpObservation(
                NOON,
                4,
                type,
                MacAddress.parse("02:00:00:00:00:70"),
                sender,
                assigned,
                null,
                "anas-laptop",
                "MSFT 5.0",
                List.of(1, 3, 6),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                vlan == 0 ? List.of() : List.of(vlan));
    }

    private List<FlowObservation> sumsOf(String initiator) {
        return said.stream()
                .filter(FlowObservation.class::isInstance)
                .map(FlowObservation.class::cast)
                .filter(sum -> sum.initiator().ip().equals(IpAddress.parse(initiator)))
                .toList();
    }

    private List<FlowObservation> sums() {
        discretion.finish();
        return said.stream()
                .filter(FlowObservation.class::isInstance)
                .map(FlowObservation.class::cast)
                .toList();
    }

    private static DnsObservation answer(String from, String name, String type, String... answers) {
        DomainName asked = new DomainName(name);
        return new DnsObservation(
                NOON,
                end(from, 40_000),
                end("192.0.2.1", 53),
                Transport.UDP,
                List.of(),
                7,
                asked,
                type,
                "NOERROR",
                Stream.of(answers)
                        .map(answer -> new DnsObservation.Answer(asked, type, answer, 60))
                        .toList(),
                null,
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "olgas-phone.lan, A, 192.0.2.130",
        "130.2.0.192.in-addr.arpa, PTR, olgas-phone.lan",
        "b._dns-sd._udp.130.2.0.192.in-addr.arpa, PTR, olgas-phone.lan",
        "olgas-phone.lan, AAAA, 2001:db8::130",
        "0.3.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, PTR, olgas-phone.lan"
    })
    void whatOthersAskAboutACountedDeviceIsNotTold(String name, String type, String data) {
        Discretion ofBothFamilies = new Discretion(
                List.of(new PrivateZone(
                        List.of(Subnet.parse("192.0.2.128/26"), Subnet.parse("2001:db8::/64")),
                        List.of(20),
                        Detail.COUNTS)),
                1_000,
                said::add);

        ofBothFamilies.accept(answer(THING, name, type, data));
        ofBothFamilies.ofOtherTimes().accept(answer("127.0.0.1", name, type, data));

        assertThat(said).isEmpty();
        assertThat(ofBothFamilies.counters().withheld()).isEqualTo(2);
    }

    @Test
    void whatOthersAskAboutAnAggregatedDeviceIsCut() {
        discretion.accept(answer(THING, "laptop.office.example.org", "A", LAPTOP));
        discretion.accept(answer(THING, "70.2.0.192.in-addr.arpa", "PTR", "laptop.office.example.org"));

        assertThat(said)
                .extracting(observation ->
                        ((DnsObservation) observation).questionName().value())
                .containsExactly("example.org", "in-addr.arpa");
        assertThat(said.toString()).doesNotContain("laptop");
    }

    @ParameterizedTest
    @CsvSource({
        "ads.example.org, A, 0.0.0.0",
        "ads.example.org, AAAA, ::",
        "21.2.0.192.in-addr.arpa, PTR, lamp.lan",
        "2.0.192.in-addr.arpa, SOA, ns.example.org",
        "300.2.0.192.in-addr.arpa, PTR, nobody.lan"
    })
    void whatIsAskedAboutNobodyOfAPrivateZoneIsToldWhole(String name, String type, String data) {
        DnsObservation whole = answer(THING, name, type, data);

        discretion.accept(whole);

        assertThat(said).containsExactly(whole);
    }

    @Test
    void ofAnAddressInNoZoneAllIsSaidAtOnce() {
        List<Observation> all = List.of(
                flow(1, Phase.START, NOON, THING, 40_000, CLOUD, 443, 1),
                question(NOON, THING, "shop.cloud.example.org"),
                request(THING),
                new AnnouncementObservation(NOON, end(THING, 5353), "mdns", "Vacuum", null, null));

        all.forEach(discretion::accept);

        assertThat(said).isEqualTo(all);
    }

    @Test
    void flowsOfAnAggregatedZoneAreOneSumAMinutePerPeerAndService() {
        discretion.accept(flow(1, Phase.START, NOON.plusSeconds(1), LAPTOP, 40_001, CLOUD, 443, 1));
        discretion.accept(flow(1, Phase.END, NOON.plusSeconds(5), LAPTOP, 40_001, CLOUD, 443, 10));
        discretion.accept(flow(2, Phase.END, NOON.plusSeconds(6), LAPTOP, 40_002, CLOUD, 443, 5));
        discretion.accept(flow(3, Phase.END, NOON.plusSeconds(7), LAPTOP, 40_003, CLOUD, 80, 2));
        assertThat(said).isEmpty();

        discretion.accept(question(NOON.plusSeconds(60), THING, "example.org"));

        assertThat(said).hasSize(3);
        FlowObservation sum = (FlowObservation) said.getFirst();
        assertThat(sum.detail()).isEqualTo(Detail.AGGREGATED);
        assertThat(sum.flows()).isEqualTo(2);
        assertThat(sum.initiatorPackets()).isEqualTo(15);
        assertThat(sum.responderBytes()).isEqualTo(3_000);
        assertThat(sum.initiator()).isEqualTo(end(LAPTOP, 0));
        assertThat(sum.responder()).isEqualTo(end(CLOUD, 443));
        assertThat(sum.serverName()).isEqualTo(new DomainName("example.org"));
        assertThat(sum.outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(sum.first()).isEqualTo(NOON);
        assertThat(sum.last()).isEqualTo(NOON.plusSeconds(60));
        assertThat(sum.communityId()).isEmpty();
        assertThat(sum.initiatorTtl()).isNull();
        assertThat(sum.ja4()).isNull();
        assertThat(((FlowObservation) said.get(1)).responder().port()).isEqualTo(80);
    }

    @Test
    void aLogThatTellsLateEndsNoMinute() {
        for (int number = 1; number <= 5; number++) {
            discretion.accept(
                    flow(number, Phase.END, NOON.plusSeconds(number), LAPTOP, 40_000 + number, CLOUD, 443, 1));
            discretion.ofOtherTimes().accept(question(NOON.minusSeconds(10_800), THING, "example.org"));
            discretion.ofOtherTimes().accept(question(NOON.plusSeconds(10_800), THING, "example.org"));
        }

        assertThat(sums()).singleElement().satisfies(sum -> {
            assertThat(sum.flows()).isEqualTo(5);
            assertThat(sum.first()).isEqualTo(NOON);
        });
    }

    @Test
    void aSumThatMakesRoomForWhatALogTellsLateHasTheTimesOfItsOwnMinute() {
        Discretion small = new Discretion(ZONES, 16, said::add);
        small.accept(flow(1, Phase.END, NOON.plusSeconds(5), LAPTOP, 40_000, CLOUD, 443, 1));

        small.ofOtherTimes().accept(flow(2, Phase.END, NOON.minusSeconds(10_800), LAPTOP, 40_000, CLOUD, 444, 1));
        small.accept(flow(3, Phase.END, NOON.plusSeconds(5), LAPTOP, 40_000, CLOUD, 445, 1));

        assertThat(said).isNotEmpty();
        assertThat((FlowObservation) said.getFirst()).satisfies(sum -> {
            assertThat(sum.responder().port()).isEqualTo(443);
            assertThat(sum.first()).isEqualTo(NOON);
            assertThat(sum.last()).isEqualTo(NOON.plusSeconds(5));
        });
    }

    @Test
    void whatALogTellsOfManyHoursIsOfTheMinutesInWhichItWas() {
        discretion.accept(flow(1, Phase.END, NOON, THING, 40_000, CLOUD, 443, 1));

        for (int hour = 10; hour > 0; hour--) {
            Instant then = NOON.minusSeconds(3_600L * hour);
            discretion.ofOtherTimes().accept(flow(hour, Phase.END, then, LAPTOP, 40_000, CLOUD, 443, 1));
            discretion.ofOtherTimes().accept(question(then, LAPTOP, "example.org"));
        }
        discretion.advance(NOON.plusSeconds(65));

        assertThat(sumsOf(LAPTOP)).hasSize(10).allSatisfy(sum -> {
            assertThat(sum.flows()).isEqualTo(1);
            assertThat(sum.last()).isEqualTo(sum.first().plusSeconds(60));
            assertThat(sum.at()).isEqualTo(sum.last());
        });
        assertThat(sumsOf(LAPTOP).getFirst().first()).isEqualTo(NOON.minusSeconds(36_000));
        assertThat(said.stream().filter(DnsObservation.class::isInstance)).hasSize(10);
    }

    @Test
    void whatALogTellsAFewSecondsLateIsOneSumAMinuteAndEachQuestionOnce() {
        for (int second = 0; second < 180; second++) {
            discretion.advance(NOON.plusSeconds(second + 7));
            Instant then = NOON.plusSeconds(second);
            discretion.ofOtherTimes().accept(flow(second, Phase.END, then, LAPTOP, 40_000, CLOUD, 443, 1));
            discretion.ofOtherTimes().accept(question(then, LAPTOP, "example.org"));
        }
        discretion.finish();

        assertThat(sumsOf(LAPTOP)).extracting(FlowObservation::flows).containsExactly(60L, 60L, 60L);
        assertThat(sumsOf(LAPTOP))
                .extracting(FlowObservation::first)
                .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120));
        assertThat(said.stream().filter(DnsObservation.class::isInstance)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {-36_000, -1, 0, 36_000})
    void whatALogTellsWaitsFor65SecondsWheneverItWas(long seconds) {
        discretion.advance(NOON);
        discretion.ofOtherTimes().accept(flow(1, Phase.END, NOON.plusSeconds(seconds), LAPTOP, 40_000, CLOUD, 443, 1));

        discretion.advance(NOON.plusSeconds(64));
        assertThat(said).isEmpty();
        discretion.advance(NOON.plusSeconds(65));

        assertThat(sumsOf(LAPTOP))
                .singleElement()
                .satisfies(sum -> assertThat(sum.last())
                        .isBetween(sum.first(), sum.first().plusSeconds(60)));
    }

    @Test
    void whatALogTellsBeforeAnythingIsSeenIsOfItsOwnMinuteToo() {
        discretion.ofOtherTimes().accept(flow(1, Phase.END, NOON, LAPTOP, 40_000, CLOUD, 443, 1));

        discretion.advance(NOON.plusSeconds(66));

        assertThat(sumsOf(LAPTOP)).singleElement().satisfies(sum -> {
            assertThat(sum.first()).isEqualTo(NOON);
            assertThat(sum.last()).isEqualTo(NOON.plusSeconds(60));
        });
    }

    @Test
    void aClockThatIsSetBackKeepsNothingWaitingThatALogTold() {
        discretion.advance(NOON);
        discretion.ofOtherTimes().accept(flow(1, Phase.END, NOON, LAPTOP, 40_000, CLOUD, 443, 1));

        discretion.advance(NOON.minusSeconds(3_600));

        assertThat(sumsOf(LAPTOP)).hasSize(1);
    }

    @Test
    void sumsOfOneRunHaveDifferentNumbers() {
        discretion.accept(flow(1, Phase.END, NOON, LAPTOP, 40_000, CLOUD, 443, 1));
        discretion.ofOtherTimes().accept(flow(2, Phase.END, NOON, LAPTOP, 40_000, CLOUD, 443, 1));

        assertThat(sums()).hasSize(2).extracting(FlowObservation::number).doesNotHaveDuplicates();
    }

    @Test
    void aRelaySaysNothingOfWhomItSpeaksFor() {
        DhcpObservation relayed = dhcp("discover", end(THING, 67), "");

        discretion.accept(relayed);

        DhcpObservation told = (DhcpObservation) said.getFirst();
        assertThat(told.hostname()).isNull();
        assertThat(told.vendorClass()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"10, true, COUNTS", "11, true, COUNTS", "10, false, FULL", "11, false, AGGREGATED"})
    void theTagOfARelaySaysNothingOfWhomItSpeaksFor(int vlan, boolean isRelayed, Detail detail) {
        Discretion tagged = new Discretion(
                List.of(
                        new PrivateZone(List.of(), List.of(10), Detail.FULL),
                        new PrivateZone(List.of(), List.of(11), Detail.AGGREGATED),
                        new PrivateZone(List.of(), List.of(20), Detail.COUNTS)),
                1_000,
                said::add);

        tagged.accept(tagged("discover", isRelayed ? RELAY : end(NOBODY, 68), null, vlan));

        assertThat(detailOf((DhcpObservation) said.getFirst())).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.21, 0, FULL", "192.0.2.21, 10, AGGREGATED", "192.0.2.130, 10, COUNTS", "'', 10, COUNTS"})
    void whatAServerSaysIsOfTheAddressThatItAssignsAndTheTagMakesItStricterOnly(
            String assigned, int vlan, Detail detail) {
        IpAddress ip = assigned.isEmpty() ? null : IpAddress.parse(assigned);

        discretion.accept(tagged("ack", RELAY, ip, vlan));

        assertThat(detailOf((DhcpObservation) said.getFirst())).isEqualTo(detail);
    }

    private static Detail detailOf(DhcpObservation told) {
        if (told.hostname() != null) {
            return Detail.FULL;
        }
        return told.vendorClass() == null ? Detail.COUNTS : Detail.AGGREGATED;
    }

    private static DhcpObservation identified(int version, String clientId) {
        return new DhcpObservation(
                NOON,
                version,
                "request",
                MacAddress.parse("02:00:00:00:00:70"),
                end(LAPTOP, 68),
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
                null,
                clientId,
                null,
                null,
                List.of(),
                List.of());
    }

    @Test
    void anIdentifierOfAClientIsToldUnlessItMayBeAName() {
        String text = "00" + "616e61732d6c6170746f70";

        discretion.accept(identified(4, text));
        discretion.accept(identified(4, "616e61732d6c6170746f70"));
        discretion.accept(identified(4, "01020000000070"));
        discretion.accept(identified(4, "ff0000000100030001020000000070"));
        discretion.accept(identified(6, "00030001020000000070"));

        assertThat(said)
                .extracting(dhcp -> ((DhcpObservation) dhcp).clientId())
                .containsExactly(
                        null, null, "01020000000070", "ff0000000100030001020000000070", "00030001020000000070");
    }

    @Test
    void whoRepeatsAnAnnouncementOfAnotherSegmentDoesNotMakeItItsOwn() {
        discretion.accept(new AnnouncementObservation(
                NOON,
                end(THING, 5353),
                "mdns",
                "Ana's",
                null,
                null,
                null,
                null,
                List.of(IpAddress.parse(LAPTOP)),
                List.of()));

        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.21, fe80::9,            0",
        "192.0.2.21, fe80::9 192.0.2.21, 1",
        "192.0.2.21, 192.0.2.22 fe80::9, 1",
        "192.0.2.21, 192.0.2.70 fe80::9, 0",
        "192.0.2.21, '',                 1",
        "fe80::9,    fe80::9,            1",
        "fe80::1,    fe80::9,            0",
    })
    void aLinkLocalAddressThatIsNotTheSendersIsAnybodysWhateverTheTag(String sender, String named, int told) {
        Discretion tagged = new Discretion(
                List.of(
                        new PrivateZone(List.of(), List.of(30), Detail.FULL),
                        new PrivateZone(List.of(Subnet.parse("192.0.2.64/26")), List.of(10), Detail.AGGREGATED)),
                1_000,
                said::add);
        List<IpAddress> addresses = named.isEmpty()
                ? List.of()
                : Stream.of(named.split(" ")).map(IpAddress::parse).toList();

        tagged.accept(new AnnouncementObservation(
                NOON, end(sender, 5353), "mdns", "Ana's", null, null, null, null, addresses, List.of(30)));

        assertThat(said).hasSize(told);
    }

    @Test
    void aLongFlowAddsToEachMinuteWhatItDidInIt() {
        discretion.accept(flow(1, Phase.START, NOON, LAPTOP, 40_001, CLOUD, 443, 1));
        discretion.accept(flow(1, Phase.UPDATE, NOON.plusSeconds(60), LAPTOP, 40_001, CLOUD, 443, 100));
        discretion.accept(flow(1, Phase.END, NOON.plusSeconds(121), LAPTOP, 40_001, CLOUD, 443, 130));

        assertThat(sums()).extracting(FlowObservation::initiatorPackets).containsExactly(1L, 99L, 30L);
        assertThat(sums()).extracting(FlowObservation::flows).containsOnly(1L);
    }

    @Test
    void aFlowWhoseAnswersComeByAnotherRouterIsCountedOnce() {
        Endpoint other = new Endpoint(MacAddress.parse("02:00:00:00:00:02"), IpAddress.parse(CLOUD), 443);
        discretion.accept(flow(1, Phase.START, NOON, LAPTOP, 40_001, CLOUD, 443, 10));
        discretion.accept(flow(1, Phase.END, NOON, List.of(), end(LAPTOP, 40_001), other, 12));

        assertThat(sums()).singleElement().satisfies(sum -> {
            assertThat(sum.initiatorPackets()).isEqualTo(12);
            assertThat(sum.flows()).isEqualTo(1);
            assertThat(sum.responder()).isEqualTo(other);
        });
    }

    @Test
    void aClockThatIsSetBackEndsTheMinute() {
        discretion.accept(flow(1, Phase.END, NOON, LAPTOP, 40_001, CLOUD, 443, 1));
        discretion.accept(flow(2, Phase.END, NOON.minusSeconds(3_600), LAPTOP, 40_002, CLOUD, 443, 2));

        assertThat(said).hasSize(1);
    }

    @Test
    void ofACountedZoneOnlyVolumesByDeviceAndTransportAreSaid() {
        discretion.accept(flow(1, Phase.END, NOON, VISITOR, 40_001, CLOUD, 443, 10));
        discretion.accept(flow(2, Phase.END, NOON, VISITOR, 40_002, "198.51.100.7", 25, 5));
        discretion.accept(flow(3, Phase.END, NOON, CLOUD, 40_003, VISITOR, 22, 2));
        discretion.accept(question(NOON, VISITOR, "shop.cloud.example.org"));
        discretion.accept(new NtpObservation(NOON, end(VISITOR, 123), end(CLOUD, 123), 3, 4, 0));

        List<FlowObservation> sums = sums();

        assertThat(said).hasSize(2).hasSameSizeAs(sums);
        assertThat(sums.getFirst().initiator()).isEqualTo(end(VISITOR, 0));
        assertThat(sums.getFirst().responder()).isEqualTo(new Endpoint(null, IpAddress.parse(NOBODY), 0));
        assertThat(sums.getFirst().initiatorPackets()).isEqualTo(15);
        assertThat(sums.getFirst().flows()).isEqualTo(2);
        assertThat(sums.getLast().initiator().ip()).isEqualTo(IpAddress.parse(NOBODY));
        assertThat(sums.getLast().responder()).isEqualTo(end(VISITOR, 0));
        assertThat(sums).allSatisfy(sum -> {
            assertThat(sum.serverName()).isNull();
            assertThat(sum.applicationProtocol()).isNull();
            assertThat(sum.outcome()).isNull();
            assertThat(sum.initiatorTtl()).isNull();
            assertThat(sum.ja4()).isNull();
        });
        assertThat(discretion.counters().withheld()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.21,  203.0.113.9,  0, FULL",
        "192.0.2.21,  192.0.2.70,   0, AGGREGATED",
        "192.0.2.70,  192.0.2.21,   0, AGGREGATED",
        "192.0.2.70,  192.0.2.130,  0, COUNTS",
        "192.0.2.21,  203.0.113.9, 20, COUNTS",
        "192.0.2.130, 203.0.113.9, 10, COUNTS",
        "169.254.1.1, 224.0.0.251,  0, COUNTS",
        "169.254.1.1, 224.0.0.251, 10, AGGREGATED",
        "0.0.0.0,     255.255.255.255, 0, COUNTS",
        "192.0.2.21,  224.0.0.251,  0, FULL",
    })
    void theStricterDetailHoldsBetweenZonesAndTheStrictestForWhoeverMightBeAnybody(
            String from, String to, int vlan, Detail detail) {
        List<Integer> vlans = vlan == 0 ? List.of() : List.of(vlan);

        discretion.accept(flow(1, Phase.END, NOON, vlans, from, 40_000, to, 443, 1));

        assertThat(sums()).singleElement().extracting(FlowObservation::detail).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.21,  FULL",
        "192.0.2.70,  AGGREGATED",
        "192.0.2.130, COUNTS",
        "192.0.2.200, COUNTS",
    })
    void whereBlocksOverlapTheSmallerOneCountsAndOfEqualsTheStricter(String from, Detail detail) {
        Discretion overlapping = new Discretion(
                List.of(
                        new PrivateZone(List.of(Subnet.parse("192.0.2.0/26")), List.of(), Detail.FULL),
                        new PrivateZone(List.of(Subnet.parse("192.0.2.0/24")), List.of(), Detail.COUNTS),
                        new PrivateZone(List.of(Subnet.parse("192.0.2.64/26")), List.of(), Detail.AGGREGATED),
                        new PrivateZone(List.of(Subnet.parse("192.0.2.128/26")), List.of(), Detail.COUNTS),
                        new PrivateZone(List.of(Subnet.parse("192.0.2.128/26")), List.of(), Detail.FULL)),
                1_000,
                said::add);

        overlapping.accept(flow(1, Phase.END, NOON, from, 40_000, CLOUD, 443, 1));
        overlapping.finish();

        assertThat(said)
                .singleElement()
                .extracting(flow -> ((FlowObservation) flow).detail())
                .isEqualTo(detail);
    }

    @Test
    void whenOnlyTheWireIsKnownNeitherInternetAddressIsTold() {
        discretion.accept(flow(1, Phase.END, NOON, List.of(20), CLOUD, 40_000, "198.51.100.7", 443, 1));

        assertThat(sums()).singleElement().satisfies(sum -> {
            assertThat(sum.initiator()).isEqualTo(new Endpoint(null, IpAddress.parse(NOBODY), 0));
            assertThat(sum.responder()).isEqualTo(new Endpoint(null, IpAddress.parse(NOBODY), 0));
        });
    }

    @Test
    void questionsOfAnAggregatedZoneAreCutAndSaidOnceAMinute() {
        discretion.accept(question(NOON.plusSeconds(1), LAPTOP, "diary.of.ana.example.org"));
        discretion.accept(question(NOON.plusSeconds(2), LAPTOP, "www.example.org"));
        discretion.accept(question(NOON.plusSeconds(61), LAPTOP, "www.example.org"));

        assertThat(said).hasSize(2);
        DnsObservation cut = (DnsObservation) said.getFirst();
        DomainName name = new DomainName("example.org");
        assertThat(cut.questionName()).isEqualTo(name);
        assertThat(cut.answers()).containsExactly(new DnsObservation.Answer(name, "A", CLOUD, 60));
        assertThat(cut.client()).isEqualTo(end(LAPTOP, 0));
        assertThat(cut.id()).isZero();
        assertThat(cut.detail()).isEqualTo(Detail.AGGREGATED);
        assertThat(discretion.counters().withheld()).isEqualTo(1);
    }

    @Test
    void anAnswerOfACacheWhoseTimeRunsDownAndWhoseOrderTurnsIsSaidOnceAMinute() {
        String other = "203.0.113.10";
        discretion.accept(question(NOON.plusSeconds(1), LAPTOP, "example.org", List.of(CLOUD, other), 60));
        discretion.accept(question(NOON.plusSeconds(2), LAPTOP, "example.org", List.of(other, CLOUD), 59));
        discretion.accept(question(NOON.plusSeconds(3), LAPTOP, "example.org", List.of(other), 58));

        assertThat(said)
                .extracting(
                        observation -> ((DnsObservation) observation).answers().size())
                .containsExactly(2, 1);
    }

    @Test
    void twoDevicesThatAskTheSameAreBothTold() {
        discretion.accept(question(NOON, LAPTOP, "example.org"));
        discretion.accept(question(NOON, "192.0.2.71", "example.org"));

        assertThat(said).hasSize(2);
    }

    @Test
    void aTimeServerThatIsAskedAgainInTheSameMinuteIsToldOnce() {
        discretion.accept(new NtpObservation(NOON, end(LAPTOP, 123), end(CLOUD, 123), 3, 4, 0));
        discretion.accept(new NtpObservation(NOON.plusSeconds(1), end(LAPTOP, 123), end(CLOUD, 123), 3, 4, 0));
        discretion.accept(new NtpObservation(NOON.plusSeconds(1), end(LAPTOP, 123), end(CLOUD, 123), 3, 4, 1));

        assertThat(said).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.21, true, true", "192.0.2.70, false, true", "192.0.2.130, false, false", "'', false, false"})
    void aLeaseNamesNoDeviceOutsideTheZonesOfFullDetail(String requested, boolean isNamed, boolean hasKind) {
        discretion.accept(request(requested));

        DhcpObservation lease = (DhcpObservation) said.getFirst();
        assertThat(lease.clientMac()).isEqualTo(MacAddress.parse("02:00:00:00:00:70"));
        assertThat(lease.requestedIp()).isEqualTo(requested.isEmpty() ? null : IpAddress.parse(requested));
        assertThat(lease.hostname() != null).isEqualTo(isNamed);
        assertThat(lease.vendorClass() != null).isEqualTo(hasKind);
        assertThat(lease.parameterRequestList().isEmpty()).isNotEqualTo(hasKind);
    }

    @Test
    void ofACountedZoneArpSaysWhoHasAnAddressAndNotWhomItLookedFor() {
        MacAddress visitor = MacAddress.parse("02:00:00:00:00:99");
        discretion.accept(new NeighborObservation(
                NOON,
                NeighborObservation.Operation.REQUEST,
                visitor,
                IpAddress.parse(VISITOR),
                new MacAddress(0),
                IpAddress.parse(THING),
                List.of(),
                false,
                false));

        NeighborObservation binding = (NeighborObservation) said.getFirst();
        assertThat(binding.senderMac()).isEqualTo(visitor);
        assertThat(binding.senderIp()).isEqualTo(IpAddress.parse(VISITOR));
        assertThat(binding.targetIp().isUnspecified()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.70, 0", "192.0.2.130, 0", "fe80::1, 0", "192.0.2.21, 1"})
    void announcementsAreOfZonesOfFullDetailOnly(String device, int told) {
        discretion.accept(new AnnouncementObservation(NOON, end(device, 5353), "mdns", "Ana's", null, null));

        assertThat(said).hasSize(told);
        assertThat(discretion.counters().withheld()).isEqualTo(1 - told);
    }

    @Test
    void nothingIsLostWhenThereAreTooManySums() {
        Discretion small = new Discretion(ZONES, 64, said::add);

        for (int port = 1; port <= 10; port++) {
            small.accept(flow(port, Phase.END, NOON, LAPTOP, 40_000, CLOUD, port, 3));
        }
        small.finish();

        assertThat(said).hasSize(10);
        assertThat(said.stream()
                        .mapToLong(sum -> ((FlowObservation) sum).initiatorPackets())
                        .sum())
                .isEqualTo(30);
        assertThat(small.counters().toldEarly()).isEqualTo(6);
    }

    @Test
    void aForgottenFlowCountsOnlyWhatComesAfterItsNextReport() {
        Discretion small = new Discretion(ZONES, 1, said::add);

        small.accept(flow(1, Phase.START, NOON, LAPTOP, 40_000, CLOUD, 443, 1));
        small.accept(flow(2, Phase.START, NOON, LAPTOP, 40_001, CLOUD, 443, 1));
        small.accept(flow(1, Phase.UPDATE, NOON, LAPTOP, 40_000, CLOUD, 443, 50));
        small.accept(flow(1, Phase.END, NOON, LAPTOP, 40_000, CLOUD, 443, 57));
        small.finish();

        assertThat(said)
                .singleElement()
                .satisfies(sum ->
                        assertThat(((FlowObservation) sum).initiatorPackets()).isEqualTo(9));
        assertThat(small.counters().forgotten()).isEqualTo(2);
    }

    @Test
    void addressesThatShareTheirHashTakeNotMuchLongerThanOthers() {
        long others = cpuNanosOfFlows(0);
        long sharing = cpuNanosOfFlows(31);

        assertThat(sharing).isLessThan(10 * others);
    }

    /** Of 16,384 flows to addresses of which each has its upper half one more, its lower half {@code less} less. */
    private static long cpuNanosOfFlows(int less) {
        Discretion large = new Discretion(ZONES, 1 << 16, _ -> {});
        List<FlowObservation> flows = IntStream.range(0, 1 << 14)
                .mapToObj(number -> flow(
                        number,
                        Phase.END,
                        NOON,
                        List.of(),
                        end(LAPTOP, 40_001),
                        new Endpoint(
                                null,
                                IpAddress.v6(0x2001_0db8_0000_0000L + number, (1L << 62) - (long) less * number),
                                443),
                        1))
                .toList();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        flows.forEach(large::accept);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
