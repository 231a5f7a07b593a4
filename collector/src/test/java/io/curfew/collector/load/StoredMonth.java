package io.curfew.collector.load;

import io.curfew.collector.store.Change;
import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.TrafficDocuments;
import io.curfew.collector.store.ViewWriter;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What lies in the view of a busy place: sites with devices, alerts, decisions, sums by the hour, and traffic of a
 * month.
 */
public final class StoredMonth {
    private static final int DEVICES_OF_A_SITE = 60;
    public static final int ALERTS_OF_A_SITE = 200;
    private static final int DECISIONS_OF_A_SITE = 50;
    /** Of as many observations, one sum by the hour is kept. */
    private static final int OBSERVATIONS_OF_A_SUM = 5;

    private static final int NAMES = 2_000;
    private static final int CHANGES_OF_A_BULK = 2_000;
    private static final int TRIES = 20;
    private static final int FLOWS_OF_TEN = 7;
    private static final List<Severity> SEVERITIES = List.of(Severity.values());
    private static final List<String> ZONES = List.of("things", "home", "guests", "work");
    private static final List<String> SERVICES = List.of("https", "ntp", "dns", "mqtt", "tcp/8883");
    private static final Duration KEPT = Duration.ofDays(30);

    private final SplittableRandom random = new SplittableRandom(850_422);
    private final int sites;
    private final Instant end;
    private final ViewWriter writer;
    private final List<Change> bulk = new ArrayList<>();
    private final Map<SiteId, List<TrafficHour>> hours = new HashMap<>();
    private Instant summedUp = Instant.EPOCH;
    private Thread sending = Thread.ofPlatform().unstarted(() -> {});
    private volatile @Nullable Exception failure;

    public StoredMonth(int sites, Instant end, ViewWriter writer) {
        this.sites = sites;
        this.end = end;
        this.writer = writer;
    }

    /** Names a site. */
    public static SiteId site(int number) {
        return new SiteId("site-" + number);
    }

    /** The id of an alert of a site. */
    public static String alert(int site, int number) {
        return "%032x".formatted(1_000L * site + number);
    }

    /** Names a device of any site. */
    public static DeviceId device(int number) {
        return new DeviceId("device-" + number % DEVICES_OF_A_SITE);
    }

    /** Names somebody on the internet. */
    public static DomainName name(int number) {
        return new DomainName("host-" + number % NAMES + ".example.org");
    }

    /** Writes all but the traffic and its sums. */
    public void writeSites() throws InterruptedException {
        for (int number = 0; number < sites; number++) {
            SiteId site = site(number);
            write(new Change.SensorReported(Samples.sensor(site, "hall")));
            for (int device = 0; device < DEVICES_OF_A_SITE; device++) {
                write(new Change.DeviceChanged(Samples.device(site, device(device))));
            }
            for (int alert = 0; alert < ALERTS_OF_A_SITE; alert++) {
                write(new Change.AlertChanged(
                        Samples.alert(alert(number, alert), site, device(random.nextInt(DEVICES_OF_A_SITE)))
                                .severity(one(SEVERITIES))
                                .peer(peer(random.nextInt(NAMES)))
                                .last(sometime())
                                .build()));
            }
            for (int entry = 0; entry < DECISIONS_OF_A_SITE; entry++) {
                write(new Change.Audited(Samples.acknowledged(site, "d" + entry + "-of-" + site, "olga", sometime())));
            }
        }
        flush();
        arrived();
    }

    /** Writes traffic with its sums, the earliest first, as it would have come. */
    public void writeTraffic(long observations) throws InterruptedException {
        for (long number = 0; number < observations; number++) {
            boolean isFlow = random.nextInt(10) < FLOWS_OF_TEN;
            write(traffic(isFlow ? Dataset.FLOWS : Dataset.DNS, at(number, observations), number));
            if (number % OBSERVATIONS_OF_A_SUM == 0) {
                sumUp(at(number, observations), number);
            }
        }
        tellHours();
        flush();
        arrived();
    }

    /** Writes the sums of so many observations without the traffic, which takes most of the time. */
    public void writeSums(long observations) throws InterruptedException {
        for (long number = 0; number < observations; number += OBSERVATIONS_OF_A_SUM) {
            sumUp(at(number, observations), number);
        }
        tellHours();
        flush();
        arrived();
    }

    private Instant at(long number, long observations) {
        return end.minus(KEPT).plusMillis(KEPT.toMillis() * number / observations);
    }

    private void sumUp(Instant at, long number) throws InterruptedException {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(summedUp)) {
            tellHours();
            summedUp = hour;
        }
        TrafficHour sum = sum(hour, number);
        hours.computeIfAbsent(sum.site(), _ -> new ArrayList<>()).add(sum);
    }

    /** Each site tells of an hour at once. */
    private void tellHours() throws InterruptedException {
        for (List<TrafficHour> told : hours.values()) {
            for (Change change : Change.ofHours(told)) {
                write(change);
            }
        }
        hours.clear();
    }

    private TrafficHour sum(Instant hour, long number) {
        int actor = random.nextInt(DEVICES_OF_A_SITE);
        int asked = random.nextInt(DEVICES_OF_A_SITE);
        Samples.HourBuilder sum = new Samples.HourBuilder(
                        site(random.nextInt(sites)),
                        number,
                        name(random.nextInt(NAMES)).value(),
                        1 + random.nextInt(50))
                .at(hour)
                .by(device(actor), zone(actor))
                .service(one(SERVICES))
                .verdict(random.nextInt(10) == 0 ? "violation" : "allowed");
        return random.nextInt(3) == 0
                ? sum.asking(device(asked), zone(asked)).build().hour()
                : sum.build().hour();
    }

    /** A device stays where it is. */
    private static String zone(int device) {
        return ZONES.get(device % ZONES.size());
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    private static Peer peer(int number) {
        IpAddress address = IpAddress.parse("203.0." + (113 + number / 250) + "." + number % 250);
        return new Peer(address, name(number), Peer.NameSource.SERVER_NAME);
    }

    private Change traffic(Dataset dataset, Instant at, long number) {
        SiteId site = site(random.nextInt(sites));
        int device = random.nextInt(DEVICES_OF_A_SITE);
        int other = random.nextInt(NAMES);
        Endpoint inside = new Endpoint(
                MacAddress.parse("02:00:00:00:00:%02x".formatted(device)),
                IpAddress.parse("192.0.2." + (10 + device)),
                20_000 + random.nextInt(40_000));
        Peer peer = peer(other);
        IpAddress address = Objects.requireNonNull(peer.ip());
        var observation =
                dataset == Dataset.FLOWS ? flow(at, inside, address, other) : question(at, inside, address, other);
        Verdict verdict = random.nextInt(10) == 0
                ? new Verdict.Violation("things-stay-home", Severity.HIGH, "to: internet", "Nothing allows it.", 4)
                : new Verdict.Allowed("things-stay-home");
        var judged = new JudgedObservation(observation, device(device), "things", null, peer, verdict);
        String id = "t" + number;
        String json = TrafficDocuments.write(site, Samples.HALL, id, judged);
        return new Change.TrafficSeen(dataset, id, at, Samples.octets(json));
    }

    private FlowObservation flow(Instant at, Endpoint inside, IpAddress address, int other) {
        return new FlowObservation(
                at,
                1,
                FlowObservation.Phase.END,
                inside,
                new Endpoint(MacAddress.parse("02:00:00:00:01:01"), address, 443),
                true,
                List.of(),
                Transport.TCP,
                100 + random.nextInt(10_000),
                8,
                random.nextInt(100_000),
                6,
                at.minusSeconds(random.nextInt(100)),
                at,
                random.nextInt(5) == 0 ? Outcome.UNANSWERED : Outcome.CLOSED,
                null,
                name(other),
                "tls",
                "1:" + "A".repeat(27) + "=",
                null);
    }

    private static DnsObservation question(Instant at, Endpoint inside, IpAddress address, int other) {
        return new DnsObservation(
                at,
                inside,
                new Endpoint(MacAddress.parse("02:00:00:00:01:01"), IpAddress.parse("192.0.2.1"), 53),
                Transport.UDP,
                List.of(),
                4_711,
                name(other),
                "A",
                "NOERROR",
                List.of(new DnsObservation.Answer(name(other), "A", address.toString(), 300)),
                Duration.ofMillis(12),
                false);
    }

    private Instant sometime() {
        return end.minusMillis(random.nextLong(KEPT.toMillis()));
    }

    private void write(Change change) throws InterruptedException {
        bulk.add(change);
        if (bulk.size() == CHANGES_OF_A_BULK) {
            flush();
        }
    }

    /** Sends what is gathered while the next is made up, as soon as what went before has arrived. */
    private void flush() throws InterruptedException {
        arrived();
        List<Change> gathered = List.copyOf(bulk);
        bulk.clear();
        sending = Thread.ofPlatform().name("sending").start(() -> send(gathered));
    }

    private void arrived() throws InterruptedException {
        sending.join();
        if (failure != null) {
            throw new IllegalStateException("the load cannot be written", failure);
        }
    }

    private void send(List<Change> gathered) {
        try {
            for (int time = 1; !isSent(gathered, time == TRIES); time++) {
                Thread.sleep(Duration.ofSeconds(time));
            }
        } catch (InterruptedException | RuntimeException failed) {
            failure = failed;
        }
    }

    /** A store that has much to tidy up takes nothing for a moment. */
    private boolean isSent(List<Change> gathered, boolean isLastTry) {
        try {
            if (!writer.write(gathered).isEmpty()) {
                throw new IllegalStateException("the store refuses what the load makes");
            }
            return true;
        } catch (StoreAwayException busy) {
            if (isLastTry) {
                throw busy;
            }
            return false;
        }
    }
}
