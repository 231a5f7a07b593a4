package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.DeviceRemark;
import io.curfew.policy.Peer;
import io.curfew.policy.SeenEnd;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.SeenQuestion;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import io.curfew.policy.Trait;
import io.curfew.policy.language.Imprint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link SiteMemory} does. A test of one extends this and says how to make an empty memory of a site. */
public abstract class SiteMemoryContract {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final DeviceId VACUUM = new DeviceId("vacuum");
    private static final DeviceId UNLISTED = DeviceId.of(MacAddress.parse("02:00:00:00:00:33"));
    private static final IpAddress CLOUD = IpAddress.parse("203.0.113.9");
    private static final IpAddress CLOUD_V6 = IpAddress.parse("2001:db8::9");
    private static final SeenEnd VACUUM_END =
            new SeenEnd(MacAddress.parse("02:00:00:00:00:21"), IpAddress.parse("192.0.2.21"), 50_000);
    private static final SeenEnd CLOUD_END = new SeenEnd(null, CLOUD, 443);
    private static final DomainName CLOUD_NAME = new DomainName("cloud.example.org");

    private SiteMemory memory;

    /** An empty memory of {@code site}; memories of different sites do not see each other. */
    protected abstract SiteMemory memoryOf(SiteId site);

    @BeforeEach
    void startEmpty() {
        memory = memoryOf(new SiteId("lisbon"));
    }

    private static Imprint imprint(long text, long content) {
        return new Imprint(text, List.of(new Imprint.NamedFile("lists/ads.txt", content)));
    }

    @Test
    void anEmptyMemoryHoldsNothing() {
        for (Table<?, ?> table : Table.ALL) {
            assertThat(memory.size(table)).as(table.name()).isZero();
        }
        assertThat(memory.get(Table.BINDINGS, CLOUD)).isNull();
    }

    @Test
    void aRowOfEachTableIsReadAsItWasWritten() {
        assertReadsBack(
                Table.SITE,
                Table.ONLY,
                new SiteFacts(
                        NOON,
                        NOON.plusNanos(1_000),
                        null,
                        List.of(new MacAddress(7)),
                        NOON,
                        Map.of("flows", 3L),
                        List.of(CLOUD_V6),
                        NOON.plusSeconds(9)));
        assertReadsBack(Table.DEVICES, VACUUM, vacuumFacts());
        assertReadsBack(
                Table.BINDINGS,
                CLOUD_V6,
                new Binding(MacAddress.parse("02:00:00:00:00:21"), Binding.Source.LEASE, NOON));
        Answers answers = new Answers(
                List.of(new Answers.Answer(
                        CLOUD_NAME,
                        List.of(new DomainName("edge.example.net")),
                        NOON,
                        NOON.plusSeconds(86_700),
                        NOON.minusSeconds(9))),
                NOON,
                VACUUM);
        assertReadsBack(Table.ANSWERS_TO_DEVICES, new AnswerKey(VACUUM, CLOUD), answers);
        assertReadsBack(Table.ANSWERS_TO_SITE, CLOUD, answers);
        assertReadsBack(
                Table.PEERS,
                new PeerKey(VACUUM, CLOUD_V6, "tcp/8883", true),
                new Device.PeerUse(
                        new Peer(CLOUD_V6, CLOUD_NAME, Peer.NameSource.SERVER_NAME),
                        "tcp/8883",
                        true,
                        3,
                        400,
                        500,
                        "violation",
                        "timed-out",
                        NOON,
                        new Attempts(1, 2, 3, 4),
                        NOON.minusSeconds(9),
                        NOON.minusSeconds(10)));
        assertReadsBack(
                Table.QUESTIONS,
                new QuestionKey(UNLISTED, CLOUD_NAME),
                new Device.NameUse(CLOUD_NAME, 7, null, true, NOON));
        assertReadsBack(
                Table.SERVERS,
                new ServerKey(VACUUM, ServerKey.Kind.NTP, CLOUD),
                new Device.ServerUse(CLOUD, true, false, 9, NOON));
        assertReadsBack(
                Table.FLOWS,
                new FlowKey(new SensorId("attic"), "2026-11-02T11:59:58.5Z|1", Long.MAX_VALUE),
                new OpenFlow(
                        NOON,
                        NOON,
                        1_500,
                        2_500,
                        List.of(new OpenFlow.Counted("RULE things-stay-home vacuum", "a1", 7))));
        assertReadsBack(
                Table.MARKS,
                VACUUM,
                new Marks(
                        DeviceMarks.NONE
                                .withHostname("rockrobo")
                                .withVendorClass("udhcp 1.36")
                                .withFingerprint("1,3,6")
                                .withClientId("0102")
                                .withAnnouncement(new DeviceMarks.Announced("ssdp", "uuid:1", null, "Vacuum/1.0"))
                                .withInitialTtl(64)
                                .withTlsFingerprint("t13d"),
                        List.of("things", "guest"),
                        NOON));
        assertReadsBack(
                Table.MARK_BEARERS,
                new MarkKey(MarkKey.Kind.ANNOUNCED, "kitchen|speaker"),
                new MarkBearers(List.of(VACUUM, UNLISTED), NOON));
        DeviceDay day = new DeviceDay(LocalDate.of(2026, 11, 2), 1, 2, 3, new Attempts(1, 2, 3, 4));
        assertReadsBack(Table.DAYS, VACUUM, day);
        assertReadsBack(Table.PAST_DAYS, VACUUM, PastDays.NONE.with(day));
        assertReadsBack(
                Table.REMARKS,
                VACUUM,
                new Remark(
                        new DeviceRemark(
                                "Robot",
                                List.of("floor"),
                                null,
                                DeviceRemark.Trust.LIMITED,
                                "",
                                List.of(new DeviceRemark.Link("Manual", "https://example.org/m"))),
                        NOON));
        assertReadsBack(
                Table.TENANCIES,
                CLOUD_V6,
                Tenancies.of(new Binding(new MacAddress(1), Binding.Source.FRAME, NOON))
                        .with(new Binding(new MacAddress(2), Binding.Source.LEASE, NOON)));
        assertReadsBack(Table.UNPUBLISHED, VACUUM, NOON);
        assertReadsBack(Table.ALERTS, "0123456789abcdef", alert());
        Outcomes outcomes = new Outcomes(1, 2, 3, 4, 5, 6, 7, 8, 9);
        Alert.Evidence piece = new Alert.Evidence(
                NOON,
                "attic",
                "flow",
                "192.0.2.21 -> 203.0.113.9",
                new SeenFlow(
                        VACUUM_END, CLOUD_END, true, Transport.TCP, Outcome.REJECTED, 120, 2, 60, 1, CLOUD_NAME, 13),
                new SeenQuestion(VACUUM_END, CLOUD_END, Transport.UDP, CLOUD_NAME, "A", null, List.of("203.0.113.9")),
                VACUUM_END);
        assertReadsBack(
                Table.OCCURRENCES,
                "0123456789abcdef",
                new Occurrences(
                        45,
                        outcomes,
                        NOON,
                        NOON.plusSeconds(1),
                        497_000,
                        outcomes,
                        NOON.plusSeconds(2),
                        new Occurrences.Shown(44, NOON, Outcome.TIMED_OUT, -7)));
        assertReadsBack(
                Table.EXHIBITS,
                "0123456789abcdef",
                new Exhibits(List.of(
                        new Exhibits.Exhibit(1, piece),
                        new Exhibits.Exhibit(43, new Alert.Evidence(NOON, "attic", "status", "sensor 1.0 reports")),
                        new Exhibits.Exhibit(44, piece.withSummary("again")))));
        assertReadsBack(
                Table.PAST_HOURS,
                "0123456789abcdef",
                PastHours.NONE.with(496_998, _ -> outcomes).with(496_999, _ -> Outcomes.NONE));
        assertReadsBack(
                Table.KNOWN_PEERS,
                VACUUM,
                new KnownPeers(List.of(KnownPeers.Contact.of(new PeerKey(VACUUM, CLOUD, "https", true)))));
        assertReadsBack(Table.KNOWN_QUESTIONS, VACUUM, new KnownQuestions(List.of(CLOUD_NAME)));
        assertReadsBack(Table.SEEN, VACUUM, NOON);
        assertReadsBack(Table.UNTOLD, "0123456789abcdef", NOON);
        assertReadsBack(Table.EFFORTS, new ContactKey(VACUUM, "https", CLOUD_NAME, null), Effort.since(NOON));
        assertReadsBack(
                Table.EFFORTS,
                new ContactKey(UNLISTED, "tcp/8883", null, CLOUD_V6),
                new Effort(
                        NOON,
                        NOON,
                        NOON,
                        3,
                        1,
                        1,
                        1,
                        0,
                        List.of(new Effort.Try(1, 2, 3, Effort.End.REFUSED)),
                        new Tempo(List.of(new Tempo.Stretch(1, 2, 3, 4, 10_001, 19_999, 60_000)))));
        assertReadsBack(Table.TRYING, VACUUM, NOON);
        Volume volume = new Volume(7, 2, 3, 4, 5, 6);
        Pulse pulse = new Pulse(NOON, 5, 6, 7, NOON.plusSeconds(8), new SensorId("attic"));
        assertReadsBack(
                Table.HABITS,
                UNLISTED,
                new Habit(
                        NOON,
                        NOON,
                        volume,
                        Volume.NONE,
                        pulse,
                        pulse,
                        Pulse.NONE,
                        9,
                        NOON,
                        10,
                        11,
                        List.of(12L, Long.MAX_VALUE)));
        assertReadsBack(Table.SIGHTED, new Trait(Trait.Kind.DESTINATION, "api.example.org"), NOON);
        assertReadsBack(Table.PLACES, VACUUM, Places.since(NOON).with(-7, NOON.plusSeconds(1), Duration.ofDays(1)));
        assertReadsBack(
                Table.RHYTHMS,
                new ContactKey(VACUUM, "https", null, CLOUD),
                new Rhythm(NOON, NOON.plusSeconds(1), 2, 3, 4, 5, 6, NOON.minusSeconds(1)));
        assertReadsBack(
                Table.GAPS,
                Table.ONLY,
                Gaps.NONE
                        .with(new SensorId("attic"), Gaps.Kind.SILENCE, NOON, NOON.plusSeconds(60), 60)
                        .withBreak(NOON.plusSeconds(60)));
        assertReadsBack(
                Table.POLICIES,
                Table.ONLY,
                PolicyChanges.NONE
                        .with(3, imprint(7, 8L), NOON)
                        .with(4, imprint(8, Long.MIN_VALUE), NOON.plusSeconds(1)));
        SensorFacts.Counters counters = new SensorFacts.Counters(NOON, 1, 2, 3, 4, 5, 6);
        assertReadsBack(
                Table.SENSORS,
                new SensorId("attic"),
                new SensorFacts(
                        NOON,
                        NOON,
                        counters,
                        NOON,
                        counters,
                        true,
                        NOON,
                        NOON,
                        NOON,
                        NOON,
                        "its interface is down",
                        true,
                        List.of(new SensorFacts.BlindImport("netflow (192.0.2.1)", NOON)),
                        NOON));
        assertReadsBack(Table.LEAP_AHEAD, Table.ONLY, new Leap(NOON, NOON.plusSeconds(1), NOON));
        assertReadsBack(Table.LEAP_BACK, Table.ONLY, new Leap(NOON, NOON.plusSeconds(1), NOON));
        assertReadsBack(
                Table.HOLDERS,
                new HolderKey(CLOUD_V6, new SensorId("attic")),
                Holder.undisputed(new MacAddress(7), List.of(30), NOON)
                        .claimedBy(new MacAddress(8), NOON.plusSeconds(5), 600)
                        .withTold(NOON.plusSeconds(5)));
        assertReadsBack(
                Table.HAUNTS, VACUUM, new Haunts(NOON, NOON, List.of("things")).with("guest", NOON.plusSeconds(9)));
        assertReadsBack(
                Table.REACHES,
                UNLISTED,
                new Reach(List.of(), NOON, null, 0)
                        .with(new Reach.Contact(CLOUD_V6, "telnet", true, NOON))
                        .withTold(NOON, 1));
        assertReadsBack(
                Table.OFFERS, new OfferKey(OfferKey.Kind.ROUTER, UNLISTED), new Offer(NOON, NOON.plusSeconds(1), null));
        assertReadsBack(
                Table.LIKENESSES,
                VACUUM,
                Likeness.none(NOON)
                        .with(Likeness.Kind.VENDOR_CLASS, "udhcp 1.19.4", NOON)
                        .with(new Likeness.Doubt(Likeness.Kind.VENDOR_CLASS, "udhcp 1.19.4", "MSFT 5.0", NOON))
                        .withTold(NOON));
        assertReadsBack(
                Table.HOURS,
                new HourKey(
                        497_000,
                        VACUUM,
                        null,
                        Transport.TCP,
                        443,
                        HourKey.Act.FLOW,
                        HourKey.Result.VIOLATION,
                        "things-stay-home",
                        null,
                        CLOUD_NAME),
                new HourCounts("things", 1, new Attempts(1, 2, 3, 4), 5, 6, NOON, NOON.plusSeconds(1), "private"));
        HourKey inbound = new HourKey(
                497_001,
                null,
                UNLISTED,
                Transport.UDP,
                0,
                HourKey.Act.QUESTION,
                HourKey.Result.UNJUDGED,
                null,
                CLOUD_V6,
                new DomainName("a|b"));
        assertReadsBack(Table.HOURS, inbound, new HourCounts(null, 0, Attempts.NONE, 0, 0, NOON, NOON, null));
        assertReadsBack(Table.HOUR_LEDGER, Table.ONLY, new HourLedger(7, NOON));
        assertReadsBack(
                Table.SWEEPS,
                new SweepKey(UNLISTED, SweepKey.Method.ARP, true),
                Sweep.since(NOON)
                        .with(CLOUD_V6, 23, "telnet", NOON.plusSeconds(20))
                        .withTold(1, "hosts"));
        assertReadsBack(
                Table.SWEEPS,
                new SweepKey(UNLISTED, SweepKey.Method.TCP, false),
                Sweep.since(NOON).withTold(1, "hosts").ended());
    }

    @Test
    void aRowIsReplaced() {
        memory.put(Table.UNPUBLISHED, VACUUM, NOON);

        memory.put(Table.UNPUBLISHED, VACUUM, NOON.plusSeconds(1));

        assertThat(memory.get(Table.UNPUBLISHED, VACUUM)).isEqualTo(NOON.plusSeconds(1));
        assertThat(memory.size(Table.UNPUBLISHED)).isEqualTo(1);
    }

    @Test
    void aRemovedRowIsGone() {
        memory.put(Table.UNPUBLISHED, VACUUM, NOON);
        memory.put(Table.UNPUBLISHED, UNLISTED, NOON);

        memory.remove(Table.UNPUBLISHED, VACUUM);

        assertThat(memory.get(Table.UNPUBLISHED, VACUUM)).isNull();
        assertThat(memory.get(Table.UNPUBLISHED, UNLISTED)).isEqualTo(NOON);
        assertThat(memory.size(Table.UNPUBLISHED)).isEqualTo(1);
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        memory.put(Table.UNPUBLISHED, VACUUM, NOON);

        memory.remove(Table.UNPUBLISHED, UNLISTED);

        assertThat(memory.size(Table.UNPUBLISHED)).isEqualTo(1);
    }

    @Test
    void eachRowOfATableIsHandedOverOnce() {
        memory.put(Table.UNPUBLISHED, VACUUM, NOON);
        memory.put(Table.UNPUBLISHED, UNLISTED, NOON.plusSeconds(1));
        memory.put(Table.DEVICES, VACUUM, vacuumFacts());

        Map<DeviceId, Instant> seen = new HashMap<>();
        memory.forEach(
                Table.UNPUBLISHED,
                (key, value) -> assertThat(seen.put(key, value)).isNull());

        assertThat(seen).containsOnly(Map.entry(VACUUM, NOON), Map.entry(UNLISTED, NOON.plusSeconds(1)));
    }

    @Test
    void sitesWithTheSameAddressesDoNotSeeEachOther() {
        SiteMemory other = memoryOf(new SiteId("porto"));

        memory.put(Table.BINDINGS, CLOUD, new Binding(new MacAddress(1), Binding.Source.FRAME, NOON));

        assertThat(other.get(Table.BINDINGS, CLOUD)).isNull();
        assertThat(other.size(Table.BINDINGS)).isZero();
    }

    private <K, V> void assertReadsBack(Table<K, V> table, K key, V value) {
        memory.put(table, key, value);

        assertThat(memory.get(table, key)).as(table.name()).isEqualTo(value);
        Map<K, V> handed = new HashMap<>();
        memory.forEach(table, handed::put);
        assertThat(handed).as(table.name()).containsEntry(key, value);
    }

    private static DeviceFacts vacuumFacts() {
        return new DeviceFacts(
                MacAddress.parse("02:00:00:00:00:21"),
                List.of(IpAddress.parse("192.0.2.21"), IpAddress.parse("fe80::21")),
                "things",
                "rockrobo",
                null,
                NOON,
                NOON.plusSeconds(5),
                List.of(IpAddress.parse("192.0.2.1")),
                List.of(),
                true,
                4,
                List.of(new ServerKey(VACUUM, ServerKey.Kind.DNS, IpAddress.parse("192.0.2.1"))),
                7);
    }

    private static Alert alert() {
        return new Alert(
                "0123456789abcdef",
                new SiteId("lisbon"),
                Alert.Kind.RULE,
                "things-stay-home",
                VACUUM,
                "Robot vacuum",
                MacAddress.parse("02:00:00:00:00:21"),
                IpAddress.parse("192.0.2.21"),
                "things",
                new Peer(CLOUD, CLOUD_NAME, Peer.NameSource.ANSWER_TO_DEVICE),
                "https",
                Severity.HIGH,
                Standing.opened(NOON)
                        .acknowledged("ada", NOON.plusSeconds(60), "known")
                        .noted("ada", NOON.plusSeconds(60), "known")
                        .muted("ada", NOON.plusSeconds(90), NOON.plusSeconds(3_600)),
                new Tally(
                        2,
                        Map.of("unanswered", 1L, "unknown", 1L),
                        NOON,
                        NOON.plusMillis(1_500),
                        List.of(new Tally.Hour(NOON, Map.of("unanswered", 1L, "unknown", 1L)))),
                3,
                "allow: [{to: resolvers}]",
                "{ to: 203.0.113.9, service: https }",
                true,
                "what",
                "why",
                "advice",
                List.of(new Alert.Evidence(NOON, "attic", "flow", "192.0.2.21 -> 203.0.113.9")));
    }
}
