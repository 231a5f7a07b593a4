package io.curfew.collector.store;

import io.curfew.events.Detail;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceKin;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.DeviceModel;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The actors of the tests around the view. */
public final class Samples {
    /** How long a view keeps things. */
    public static final KeepingTimes A_YEAR =
            new KeepingTimes(Duration.ofDays(365), Duration.ofDays(365), Duration.ofDays(365), Duration.ofDays(365));

    public static final SiteId LISBON = new SiteId("lisbon");
    public static final SiteId PORTO = new SiteId("porto");
    public static final SensorId HALL = new SensorId("hall");
    public static final DeviceId CAMERA = new DeviceId("camera");
    public static final DeviceId VACUUM = new DeviceId("vacuum");
    public static final MacAddress CAMERA_MAC = MacAddress.parse("02:00:00:00:00:21");
    public static final IpAddress CAMERA_IP = IpAddress.parse("192.0.2.21");
    public static final IpAddress VENDOR = IpAddress.parse("203.0.113.7");
    public static final DomainName CLOUD = new DomainName("cloud.example.org");
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Samples() {}

    /** An alert about {@code device} at {@code site}, open, high, at noon. */
    public static AlertBuilder alert(String id, SiteId site, DeviceId device) {
        return new AlertBuilder(id, site, device);
    }

    /** Changes what a test cares about, and leaves the rest as it is. */
    public static final class AlertBuilder {
        private final String id;
        private final SiteId site;
        private final DeviceId device;
        private String zone = "things";
        private Alert.Kind kind = Alert.Kind.RULE;
        private String origin = "things-stay-home";
        private Severity severity = Severity.HIGH;
        private Instant last = NOON;
        private long count = 3;
        private Standing standing = Standing.opened(NOON.minusSeconds(60));
        private @Nullable Peer peer = new Peer(VENDOR, CLOUD, Peer.NameSource.ANSWER_TO_DEVICE);

        private AlertBuilder(String id, SiteId site, DeviceId device) {
            this.id = id;
            this.site = site;
            this.device = device;
        }

        public AlertBuilder zone(String zone) {
            this.zone = zone;
            return this;
        }

        public AlertBuilder severity(Severity severity) {
            this.severity = severity;
            return this;
        }

        public AlertBuilder detection(String detection) {
            this.kind = Alert.Kind.DETECTION;
            this.origin = detection;
            return this;
        }

        public AlertBuilder last(Instant last) {
            this.last = last;
            return this;
        }

        public AlertBuilder peer(@Nullable Peer peer) {
            this.peer = peer;
            return this;
        }

        public AlertBuilder count(long count) {
            this.count = count;
            return this;
        }

        public AlertBuilder acknowledgedBy(String user) {
            return standing(standing.acknowledged(user, NOON, "seen"));
        }

        public AlertBuilder standing(Standing standing) {
            this.standing = standing;
            return this;
        }

        public Alert build() {
            return new Alert(
                    id,
                    site,
                    kind,
                    origin,
                    device,
                    device.value(),
                    CAMERA_MAC,
                    CAMERA_IP,
                    zone,
                    peer,
                    "https",
                    severity,
                    standing,
                    new Tally(
                            count,
                            Map.of("unanswered", count),
                            NOON.minusSeconds(60),
                            last,
                            List.of(new Tally.Hour(NOON, Map.of("unanswered", count)))),
                    1,
                    "things-stay-home",
                    "{ to: " + CLOUD + ", service: https }",
                    true,
                    "It talked to " + CLOUD + ".",
                    "It should stay at home.",
                    "Block it.",
                    List.of(new Alert.Evidence(NOON, "hall", "flow", "192.0.2.21 > 203.0.113.7 tcp/443")));
        }
    }

    public static Device device(SiteId site, DeviceId id) {
        Peer vendor = new Peer(VENDOR, CLOUD, Peer.NameSource.ANSWER_TO_DEVICE);
        return new Device(
                site,
                id,
                id.value(),
                CAMERA_MAC,
                null,
                true,
                List.of(CAMERA_IP),
                "things",
                List.of("watched"),
                null,
                "udhcp 1.36",
                NOON.minusSeconds(3_600),
                NOON,
                true,
                List.of(IpAddress.parse("192.0.2.1")),
                List.of(),
                List.of(new Device.ServerUse(IpAddress.parse("192.0.2.1"), true, true, 12, NOON)),
                List.of(),
                List.of(new Device.PeerUse(
                        vendor,
                        "https",
                        true,
                        3,
                        180,
                        0,
                        "violation",
                        "unanswered",
                        NOON,
                        new Attempts(0, 3, 0, 0),
                        NOON.minusSeconds(60),
                        null)),
                List.of(new Device.NameUse(CLOUD, 4, "NOERROR", false, NOON)),
                List.of("things"),
                DeviceMarks.NONE.withVendorClass("udhcp 1.36").withFingerprint("1,3,6"),
                new DeviceModel("Embedded Linux with BusyBox", "its DHCP vendor class is udhcp 1.36"),
                List.of(new DeviceKin(VACUUM, "vacuum", List.of("the same host name (cam)"))),
                List.of(new DeviceDay(LocalDate.of(2026, 11, 20), 180, 0, 3, new Attempts(0, 3, 0, 0))),
                null);
    }

    /** That somebody acknowledged an alert of the site. */
    public static AuditEntry acknowledged(SiteId site, String id, String by, Instant at) {
        return new AuditEntry(id, at, by, "acknowledge", site, "a1", null, null, "known", null, null);
    }

    /** That Olga muted an alert of Lisbon until a minute after noon. */
    public static AuditEntry muted(String id, Instant at) {
        return new AuditEntry(id, at, "olga", "mute", LISBON, "a1", null, NOON.plusSeconds(60), "noise", null, null);
    }

    /** That somebody put a policy in force. */
    public static AuditEntry policyChanged(String id, String by, Instant at) {
        return new AuditEntry(id, at, by, AuditEntry.POLICY, null, null, null, null, "", null, 3L);
    }

    public static SensorStatus sensor(SiteId site, String id) {
        return new SensorStatus(
                site,
                new SensorId(id),
                "0.1.0",
                NOON,
                50,
                0,
                1,
                4,
                3,
                false,
                List.of(new SensorStatus.Source(
                        "dnsmasq", "/var/log/dnsmasq.log", false, false, true, true, 2, NOON, "it cannot be read")),
                new SensorVitals(NOON.minusSeconds(60), 12, 1, 2_048, 90, 7, 0.4, List.of(30), 1, -2.5, 2, 11),
                NOON);
    }

    /** A flow of the camera to its vendor's cloud, with every field that a flow can have but HTTP's. */
    public static Change.TrafficSeen flow(SiteId site, String id, Instant at) {
        return seen(Dataset.FLOWS, site, id, judgedFlow(at));
    }

    /** The same flow as it was judged. */
    public static JudgedObservation judgedFlow(Instant at) {
        FlowObservation flow = new FlowObservation(
                at,
                7,
                FlowObservation.Phase.END,
                new Endpoint(CAMERA_MAC, CAMERA_IP, 40_000),
                new Endpoint(MacAddress.parse("02:00:00:00:00:01"), VENDOR, 443),
                true,
                List.of(30, 31),
                Transport.TCP,
                180,
                3,
                0,
                0,
                at.minusSeconds(3),
                at,
                Outcome.REJECTED,
                13,
                CLOUD,
                "tls",
                "1:abcdefghijklmnopqrstuvwxyz0=",
                "vxlan",
                Detail.FULL,
                1,
                64,
                new Ja4("t13d1516h2_8daaf6152771_e5627efa2ab1"));
        Verdict violation =
                new Verdict.Violation("things-stay-home", Severity.HIGH, "to: internet", "Nothing allows it.", 4);
        return new JudgedObservation(flow, CAMERA, "things", null, vendor(), violation);
    }

    /** These changes, as an indexer keeps them: with the totals of the hours among them, each told of alone. */
    public static List<Change> withTotals(Change... changes) {
        return Arrays.stream(changes)
                .flatMap(change -> change instanceof Change.HourSummedUp(TrafficHour hour)
                        ? Change.ofHours(List.of(hour)).stream()
                        : Stream.of(change))
                .toList();
    }

    /** What the camera tried in an hour in vain. */
    public static Change.HourSummedUp hour(SiteId site, long number, Instant hour, String peer, long count) {
        return new HourBuilder(site, number, peer, count).at(hour).build();
    }

    /** Flows of the camera at noon, which broke a rule and met silence, unless a test says otherwise. */
    public static final class HourBuilder {
        private final SiteId site;
        private final long number;
        private final @Nullable String peer;
        private final long count;
        private Instant hour = NOON;
        private @Nullable DeviceId device = CAMERA;
        private @Nullable String zone = "things";
        private @Nullable DeviceId responderDevice;
        private @Nullable String responderZone;
        private String service = "https";
        private String verdict = "violation";

        public HourBuilder(SiteId site, long number, @Nullable String peer, long count) {
            this.site = site;
            this.number = number;
            this.peer = peer;
            this.count = count;
        }

        public HourBuilder at(Instant hour) {
            this.hour = hour;
            return this;
        }

        public HourBuilder by(@Nullable DeviceId device, @Nullable String zone) {
            this.device = device;
            this.zone = zone;
            return this;
        }

        public HourBuilder asking(DeviceId device, @Nullable String zone) {
            responderDevice = device;
            responderZone = zone;
            return this;
        }

        public HourBuilder service(String service) {
            this.service = service;
            return this;
        }

        public HourBuilder verdict(String verdict) {
            this.verdict = verdict;
            return this;
        }

        public Change.HourSummedUp build() {
            return new Change.HourSummedUp(new TrafficHour(
                    site,
                    number,
                    hour,
                    device,
                    zone,
                    responderDevice,
                    responderZone,
                    peer,
                    service,
                    "flow",
                    verdict,
                    "things-stay-home",
                    count,
                    new Attempts(0, count, 0, 0),
                    100 * count,
                    10 * count,
                    hour.plusSeconds(1),
                    hour.plusSeconds(59)));
        }
    }

    /** A question of the camera with its answer, with every field that one can have. */
    public static Change.TrafficSeen dns(SiteId site, String id, Instant at) {
        DnsObservation dns = new DnsObservation(
                at,
                new Endpoint(CAMERA_MAC, CAMERA_IP, 40_001),
                new Endpoint(MacAddress.parse("02:00:00:00:00:01"), IpAddress.parse("192.0.2.1"), 53),
                Transport.UDP,
                List.of(30),
                4_711,
                CLOUD,
                "A",
                "NOERROR",
                List.of(new DnsObservation.Answer(CLOUD, "A", VENDOR.toString(), 300)),
                Duration.ofMillis(12),
                false);
        DeviceId router = new DeviceId("router");
        Verdict allowed = new Verdict.Allowed("things-stay-home");
        return seen(Dataset.DNS, site, id, new JudgedObservation(dns, CAMERA, "things", router, vendor(), allowed));
    }

    private static Peer vendor() {
        return new Peer(VENDOR, CLOUD, Peer.NameSource.SERVER_NAME);
    }

    private static Change.TrafficSeen seen(Dataset dataset, SiteId site, String id, JudgedObservation judged) {
        return new Change.TrafficSeen(
                dataset, id, judged.observation().at(), octets(TrafficDocuments.write(site, HALL, id, judged)));
    }

    public static ByteBuffer octets(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    static String text(Change.TrafficSeen seen) {
        return StandardCharsets.UTF_8.decode(seen.json().duplicate()).toString();
    }

    /** That a sensor reported. */
    public static Change.TrafficSeen report(SiteId site, String id, Instant at) {
        StatusObservation status = new StatusObservation(
                at,
                "0.1.0",
                at,
                0,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                0,
                List.of(),
                List.of(),
                StatusObservation.Accounts.CLEAR);
        return seen(
                Dataset.STATUS,
                site,
                id,
                new JudgedObservation(status, null, null, null, null, new Verdict.Unjudged()));
    }

    static AlertQuery with(AlertQuery query, Set<String> zones, @Nullable DeviceId device) {
        return new AlertQuery(
                query.sites(), zones, device, null, Set.of(), Set.of(), null, null, List.of(), query.page());
    }

    static AlertQuery withSeverities(AlertQuery query, Set<Severity> severities) {
        return new AlertQuery(
                query.sites(), Set.of(), null, null, severities, Set.of(), null, null, List.of(), query.page());
    }

    static AlertQuery withPeer(AlertQuery query, String peer) {
        return new AlertQuery(
                query.sites(), Set.of(), null, peer, Set.of(), Set.of(), null, null, List.of(), query.page());
    }

    static AlertQuery withStates(AlertQuery query, Set<Alert.State> states) {
        return new AlertQuery(
                query.sites(), Set.of(), null, null, Set.of(), states, null, null, List.of(), query.page());
    }

    static AlertQuery withOrigin(AlertQuery query, Alert.@Nullable Kind kind, @Nullable String origin) {
        return new AlertQuery(
                query.sites(), Set.of(), null, null, Set.of(), Set.of(), kind, origin, List.of(), query.page());
    }

    static AlertQuery withWords(AlertQuery query, List<String> words) {
        return new AlertQuery(query.sites(), Set.of(), null, null, Set.of(), Set.of(), null, null, words, query.page());
    }
}
