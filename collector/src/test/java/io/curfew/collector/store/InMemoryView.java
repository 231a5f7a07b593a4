package io.curfew.collector.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.AlertGroups.AlertGroup;
import io.curfew.collector.store.TrafficTop.TopEntry;
import io.curfew.collector.store.TrafficTrend.TrendHour;
import io.curfew.collector.store.TrafficTrend.TrendPeer;
import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.collector.store.ecs.DnsTransaction;
import io.curfew.collector.store.ecs.EcsEndpoint;
import io.curfew.collector.store.ecs.Flow;
import io.curfew.collector.store.ecs.TrafficPeer;
import io.curfew.collector.store.ecs.TrafficVerdict;
import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.TrafficHour;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The view in memory, without a limit: what the contract means, in the plainest words. */
public final class InMemoryView implements View, ViewWriter {
    private static final ObjectMapper JSON = CurfewJson.mapper();

    private final Map<String, Alert> alerts = new TreeMap<>();
    private final Map<String, Device> devices = new TreeMap<>();
    private final Map<String, SensorStatus> sensors = new TreeMap<>();
    private final Map<String, AuditEntry> audit = new TreeMap<>();
    private final Map<String, Flow> flows = new TreeMap<>();
    private final Map<String, TrafficHour> hours = new TreeMap<>();
    private final Map<String, DnsTransaction> dns = new TreeMap<>();
    private final Map<String, JsonNode> statuses = new TreeMap<>();

    @Override
    public synchronized List<Rejection> write(List<Change> changes) {
        List<Rejection> rejections = new ArrayList<>();
        for (Change change : changes) {
            try {
                keep(change);
            } catch (JsonProcessingException malformed) {
                rejections.add(new Rejection(change, malformed.getOriginalMessage()));
            }
        }
        return rejections;
    }

    private void keep(Change change) throws JsonProcessingException {
        switch (change) {
            case Change.AlertChanged(Alert alert) -> alerts.put(change.id(), alert);
            case Change.DeviceChanged(Device device) -> devices.put(change.id(), device);
            case Change.Audited(AuditEntry entry) -> audit.put(change.id(), entry);
            case Change.SensorReported(SensorStatus status) -> sensors.put(change.id(), status);
            case Change.HourSummedUp(TrafficHour hour) -> hours.put(change.id(), hour);
            case Change.HourTotalled _ -> {
                // The parts themselves are added up.
            }
            case Change.TrafficSeen seen -> {
                switch (seen.dataset()) {
                    case FLOWS -> flows.putIfAbsent(seen.id(), JSON.readValue(Samples.text(seen), Flow.class));
                    case DNS -> dns.putIfAbsent(seen.id(), JSON.readValue(Samples.text(seen), DnsTransaction.class));
                    case SEGMENT -> JSON.readTree(Samples.text(seen));
                    case STATUS -> statuses.putIfAbsent(seen.id(), JSON.readTree(Samples.text(seen)));
                }
            }
        }
    }

    @Override
    public synchronized Page<Alert> alerts(AlertQuery query) {
        return latest(alerts(query, alerts.size()), query.page(), Alert::last, Alert::id);
    }

    private List<Alert> alerts(AlertQuery query, int most) {
        return alerts.values().stream()
                .filter(alert -> query.sites().sees(alert.site()))
                .filter(alert -> isIn(query.zones(), alert.zone()))
                .filter(alert -> query.device() == null || query.device().equals(alert.device()))
                .filter(alert -> query.peer() == null || isOtherEnd(query.peer(), alert))
                .filter(alert -> isIn(query.severities(), alert.severity()))
                .filter(alert -> isIn(query.states(), alert.state()))
                .filter(alert -> query.kind() == null || query.kind() == alert.kind())
                .filter(alert -> query.origin() == null || query.origin().equals(alert.origin()))
                .filter(alert -> occur(query.words(), words(alert)))
                .sorted(Comparator.comparing(Alert::last).reversed().thenComparing(Alert::id))
                .limit(most)
                .toList();
    }

    private static boolean isOtherEnd(String wanted, Alert alert) {
        return wanted.isEmpty()
                ? otherEnd(alert).isEmpty()
                : alert.peer() != null
                        && (wanted.equals(String.valueOf(alert.peer().name()))
                                || wanted.equals(String.valueOf(alert.peer().ip())));
    }

    private static String otherEnd(Alert alert) {
        if (alert.peer() == null) {
            return "";
        }
        return alert.peer().name() != null
                ? alert.peer().name().value()
                : alert.peer().ip() == null ? "" : alert.peer().ip().toString();
    }

    @Override
    public synchronized AlertGroups groups(AlertGroupsQuery query) {
        Map<String, List<Alert>> together = alerts(query.alerts(), alerts.size()).stream()
                .collect(Collectors.groupingBy(alert -> key(query.by(), alert), TreeMap::new, Collectors.toList()));
        List<AlertGroup> groups = together.values().stream()
                .map(group -> group(query.by(), group))
                .sorted(Comparator.comparingLong((AlertGroup group) -> -group.count()))
                .toList();
        return new AlertGroups(groups.stream().limit(query.most()).toList(), groups.size() <= query.most());
    }

    private static String key(AlertGrouping by, Alert alert) {
        return switch (by) {
            case DEVICE -> alert.site() + "/" + alert.device();
            case RULE -> alert.origin();
            case DESTINATION -> otherEnd(alert);
        };
    }

    /** The alerts of a group, the latest first. */
    private static AlertGroup group(AlertGrouping by, List<Alert> group) {
        Alert latest = group.getFirst();
        boolean ofDevice = by == AlertGrouping.DEVICE;
        String key = ofDevice ? latest.device().value() : key(by, latest);
        return new AlertGroup(
                ofDevice ? latest.site() : null,
                key,
                ofDevice ? latest.deviceName() : key,
                group.size(),
                group.stream().collect(Collectors.groupingBy(Alert::severity, Collectors.counting())),
                latest.last());
    }

    private static Stream<@Nullable Object> words(Alert alert) {
        return Stream.of(
                alert.origin(),
                alert.device(),
                alert.deviceName(),
                alert.mac(),
                alert.deviceIp(),
                alert.service(),
                alert.what(),
                alert.peer() == null ? null : alert.peer().ip(),
                alert.peer() == null ? null : alert.peer().name());
    }

    @Override
    public synchronized Optional<Alert> alert(VisibleSites visible, String id) {
        return Optional.ofNullable(alerts.get(id)).filter(alert -> visible.sees(alert.site()));
    }

    @Override
    public synchronized Page<KnownDevice> devices(DeviceQuery query) {
        Function<Device, List<String>> key =
                device -> List.of(device.site().value(), device.id().value());
        Cursor after = query.page().after();
        List<Device> found = devices.values().stream()
                .filter(device -> query.sites().sees(device.site()))
                .filter(device -> isIn(query.zones(), device.zone()))
                .filter(device -> occur(query.words(), words(device)))
                .filter(query.seen()::fit)
                .sorted(Comparator.comparing(Device::site).thenComparing(Device::id))
                .toList();
        List<Device> rest = found.stream()
                .filter(device -> after == null || compare(key.apply(device), after.key()) > 0)
                .limit(query.page().limit() + 1L)
                .toList();
        return Page.of(rest, query.page().limit(), found.size(), key)
                .map(device -> new KnownDevice(device, openAlerts(device)));
    }

    private long openAlerts(Device device) {
        return alerts.values().stream()
                .filter(alert -> alert.site().equals(device.site()))
                .filter(alert -> alert.device().equals(device.id()))
                .filter(alert -> alert.state() == Alert.State.OPEN)
                .count();
    }

    private static Stream<@Nullable Object> words(Device device) {
        return Stream.of(
                        Stream.of(
                                device.id(),
                                device.name(),
                                device.mac(),
                                device.vendor(),
                                device.hostname(),
                                device.vendorClass()),
                        device.addresses().stream(),
                        device.tags().stream())
                .flatMap(words -> words);
    }

    @Override
    public synchronized Optional<Device> device(VisibleSites visible, SiteId site, DeviceId id) {
        return visible.sees(site) ? Optional.ofNullable(devices.get(site + "/" + id)) : Optional.empty();
    }

    @Override
    public synchronized List<AddressUse> addresses(VisibleSites visible, SiteId site, DeviceId id) {
        return flows.values().stream()
                .filter(flow ->
                        visible.sees(site) && site.value().equals(flow.curfew().site()))
                .filter(flow -> id.value().equals(flow.curfew().device()))
                .collect(Collectors.groupingBy(flow -> flow.source().ip()))
                .entrySet()
                .stream()
                .map(address -> {
                    List<Instant> times =
                            address.getValue().stream().map(Flow::timestamp).toList();
                    return new AddressUse(
                            IpAddress.parse(address.getKey()), Collections.min(times), Collections.max(times));
                })
                .sorted(Comparator.comparing(AddressUse::first).reversed())
                .limit(MOST_ADDRESSES)
                .toList();
    }

    @Override
    public synchronized Page<Flow> flows(TrafficQuery query) {
        List<Flow> found = flows.values().stream()
                .filter(flow -> query.sites().sees(new SiteId(flow.curfew().site())))
                .filter(flow ->
                        isDevice(query, flow.curfew().device(), flow.curfew().responderDevice()))
                .filter(flow -> isPeer(
                        query, flow.source(), flow.destination(), flow.curfew().peer()))
                .filter(flow -> isJudged(query, flow.curfew().verdict()))
                .filter(flow -> isOrAny(query.zone(), zone(flow)))
                .filter(flow -> isService(query.service(), flow))
                .filter(flow -> isWithin(query, flow.timestamp()))
                .sorted(Comparator.comparing(Flow::timestamp)
                        .reversed()
                        .thenComparing(flow -> flow.curfew().id()))
                .toList();
        return latest(
                found, query.page(), Flow::timestamp, flow -> flow.curfew().id());
    }

    @Override
    public synchronized Page<DnsTransaction> dns(TrafficQuery query) {
        List<DnsTransaction> found = dns.values().stream()
                .filter(transaction ->
                        query.sites().sees(new SiteId(transaction.curfew().site())))
                .filter(transaction -> isDevice(
                        query,
                        transaction.curfew().device(),
                        transaction.curfew().responderDevice()))
                .filter(transaction -> isPeer(
                        query,
                        transaction.source(),
                        transaction.destination(),
                        transaction.curfew().peer()))
                .filter(transaction -> isJudged(query, transaction.curfew().verdict()))
                .filter(transaction -> isWithin(query, transaction.timestamp()))
                .sorted(Comparator.comparing(DnsTransaction::timestamp)
                        .reversed()
                        .thenComparing(transaction -> transaction.curfew().id()))
                .toList();
        return latest(
                found,
                query.page(),
                DnsTransaction::timestamp,
                transaction -> transaction.curfew().id());
    }

    @Override
    public synchronized TrafficTrend trend(TrendQuery query) {
        List<TrafficHour> found = within(query.scope()).toList();
        List<TrendHour> byHour = new TreeMap<>(found.stream().collect(Collectors.groupingBy(TrafficHour::hour)))
                .entrySet().stream()
                        .map(hour -> new TrendHour(hour.getKey(), sums(hour.getValue()), verdicts(hour.getValue())))
                        .toList();
        List<TrendPeer> byPeer = found.stream()
                .collect(Collectors.groupingBy(hour -> hour.peer() == null ? "" : hour.peer()))
                .entrySet()
                .stream()
                .map(peer -> new TrendPeer(
                        peer.getKey().isEmpty() ? null : peer.getKey(),
                        sums(peer.getValue()),
                        Collections.min(
                                peer.getValue().stream().map(TrafficHour::first).toList()),
                        Collections.max(
                                peer.getValue().stream().map(TrafficHour::last).toList())))
                .sorted(Comparator.comparingLong(
                                (TrendPeer peer) -> -peer.sums().count())
                        .thenComparing(peer -> String.valueOf(peer.peer())))
                .limit(query.mostPeers())
                .toList();
        return new TrafficTrend(byHour, byPeer);
    }

    private Stream<TrafficHour> within(HoursScope scope) {
        return hours.values().stream()
                .filter(hour -> scope.sites().sees(hour.site()))
                .filter(hour -> scope.device() == null
                        || scope.device().equals(hour.device())
                        || scope.device().equals(hour.responderDevice()))
                .filter(hour -> isOrAny(scope.peer(), hour.peer()))
                .filter(hour -> isOrAny(scope.service(), hour.service()))
                .filter(hour -> isOrAny(scope.zone(), Quarter.from(hour)))
                .filter(hour -> isOrAny(scope.toZone(), Quarter.to(hour)))
                .filter(hour -> isOrAny(scope.rule(), hour.rule()))
                .filter(hour -> hour.act().equals(scope.act().name().toLowerCase(Locale.ROOT)))
                .filter(hour -> scope.result() == null
                        || hour.verdict().equals(scope.result().name().toLowerCase(Locale.ROOT)))
                .filter(hour -> scope.from() == null || !hour.hour().isBefore(scope.from()))
                .filter(hour -> scope.to() == null || hour.hour().isBefore(scope.to()));
    }

    private static boolean isOrAny(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }

    @Override
    public synchronized TrafficTop top(TopQuery query) {
        List<TopEntry> entries = within(query.scope())
                .flatMap(hour -> entry(query.by(), hour).stream())
                .collect(Collectors.toMap(
                        entry -> new TopEntry(
                                entry.site(),
                                entry.device(),
                                entry.peer(),
                                entry.service(),
                                entry.rule(),
                                entry.zone(),
                                entry.toZone(),
                                sums(List.of()),
                                verdicts(List.of())),
                        Function.identity(),
                        TopEntry::plus))
                .values()
                .stream()
                .toList();
        return TrafficTop.of(entries, query);
    }

    private static Optional<TopEntry> entry(TopQuery.By by, TrafficHour hour) {
        TrendSums sums = sums(List.of(hour));
        Verdicts verdicts = verdicts(List.of(hour));
        return switch (by) {
            case DEVICE ->
                Optional.ofNullable(hour.device())
                        .map(device -> new TopEntry(hour.site(), device, null, null, null, null, null, sums, verdicts));
            case PEER ->
                Optional.ofNullable(hour.peer())
                        .map(peer -> new TopEntry(null, null, peer, null, null, null, null, sums, verdicts));
            case SERVICE ->
                Optional.of(new TopEntry(null, null, null, hour.service(), null, null, null, sums, verdicts));
            case RULE ->
                Optional.ofNullable(hour.rule())
                        .map(rule -> new TopEntry(null, null, null, null, rule, null, null, sums, verdicts));
            case PAIR ->
                hour.device() == null || hour.peer() == null
                        ? Optional.empty()
                        : Optional.of(new TopEntry(
                                hour.site(), hour.device(), hour.peer(), null, null, null, null, sums, verdicts));
            case ZONES ->
                Optional.of(new TopEntry(
                        null, null, null, null, null, Quarter.from(hour), Quarter.to(hour), sums, verdicts));
        };
    }

    private static Verdicts verdicts(List<TrafficHour> hours) {
        return new Verdicts(count(hours, "allowed"), count(hours, "violation"), count(hours, "unjudged"));
    }

    private static long count(List<TrafficHour> hours, String verdict) {
        return hours.stream()
                .filter(hour -> hour.verdict().equals(verdict))
                .mapToLong(TrafficHour::count)
                .sum();
    }

    private static TrendSums sums(List<TrafficHour> hours) {
        return new TrendSums(
                hours.stream().mapToLong(TrafficHour::count).sum(),
                hours.stream().map(TrafficHour::attempts).reduce(Attempts.NONE, Attempts::plus),
                hours.stream().mapToLong(TrafficHour::initiatorBytes).sum(),
                hours.stream().mapToLong(TrafficHour::responderBytes).sum());
    }

    @Override
    public synchronized Page<AuditEntry> audit(AuditQuery query) {
        List<AuditEntry> found = audit.values().stream()
                .filter(entry -> entry.site() == null
                        ? query.sites().named().isEmpty()
                        : query.sites().sees(entry.site()))
                .filter(entry -> query.by() == null || query.by().equals(entry.by()))
                .filter(entry -> isIn(query.actions(), entry.action()))
                .filter(entry -> query.from() == null || !entry.at().isBefore(query.from()))
                .filter(entry -> query.to() == null || entry.at().isBefore(query.to()))
                .sorted(Comparator.comparing(AuditEntry::at).reversed().thenComparing(AuditEntry::id))
                .toList();
        return latest(found, query.page(), AuditEntry::at, AuditEntry::id);
    }

    @Override
    public synchronized List<SiteStanding> standings(VisibleSites visible, Instant now) {
        Map<SiteId, Map<Severity, Long>> open = new TreeMap<>();
        for (Alert alert : alerts.values()) {
            Map<Severity, Long> counts = open.computeIfAbsent(alert.site(), _ -> new EnumMap<>(Severity.class));
            if (alert.state() == Alert.State.OPEN) {
                counts.merge(alert.severity(), 1L, Long::sum);
            }
        }
        Map<SiteId, Long> known =
                devices.values().stream().collect(Collectors.groupingBy(Device::site, Collectors.counting()));
        known.keySet().forEach(site -> open.computeIfAbsent(site, _ -> new EnumMap<>(Severity.class)));
        return open.entrySet().stream()
                .filter(site -> visible.sees(site.getKey()))
                .map(site -> new SiteStanding(
                        site.getKey(),
                        known.getOrDefault(site.getKey(), 0L),
                        devicesOf(site.getKey(), SeenTimes.ofNewAt(now)),
                        devicesOf(site.getKey(), SeenTimes.ofQuietAt(now)),
                        site.getValue()))
                .toList();
    }

    private long devicesOf(SiteId site, SeenTimes seen) {
        return devices.values().stream()
                .filter(device -> device.site().equals(site))
                .filter(seen::fit)
                .count();
    }

    @Override
    public synchronized List<SensorReports> reports(VisibleSites visible, Instant from, Instant to) {
        Map<String, List<JsonNode>> heard = statuses.values().stream()
                .filter(status -> visible.sees(new SiteId(text(status, "/curfew/site"))))
                .filter(status -> !at(status).isBefore(from) && at(status).isBefore(to))
                .collect(Collectors.groupingBy(
                        status -> text(status, "/curfew/site") + "/" + text(status, "/curfew/sensor"),
                        TreeMap::new,
                        Collectors.toList()));
        return heard.values().stream()
                .map(reports -> new SensorReports(
                        new SiteId(text(reports.getFirst(), "/curfew/site")),
                        new SensorId(text(reports.getFirst(), "/curfew/sensor")),
                        reports.size()))
                .toList();
    }

    private static Instant at(JsonNode document) {
        return Instant.parse(text(document, "/@timestamp"));
    }

    private static String text(JsonNode document, String pointer) {
        return document.at(pointer).asText();
    }

    @Override
    public synchronized List<SensorStatus> sensors(VisibleSites visible) {
        return sensors.values().stream()
                .filter(sensor -> visible.sees(sensor.site()))
                .sorted(Comparator.comparing(SensorStatus::site).thenComparing(SensorStatus::id))
                .toList();
    }

    private static <T> Page<T> latest(
            List<T> found, PageRequest page, Function<T, Instant> at, Function<T, String> id) {
        Cursor after = page.after();
        List<T> rest = found.stream()
                .filter(item -> after == null || isAfter(after, at.apply(item), id.apply(item)))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(
                rest, page.limit(), found.size(), item -> List.of(at.apply(item).toString(), id.apply(item)));
    }

    private static boolean isAfter(Cursor cursor, Instant at, String id) {
        int byTime = at.compareTo(Instant.parse(cursor.key().getFirst()));
        return byTime < 0 || (byTime == 0 && id.compareTo(cursor.key().getLast()) > 0);
    }

    private static int compare(List<String> one, List<String> other) {
        int bySite = one.getFirst().compareTo(other.getFirst());
        return bySite != 0 ? bySite : one.getLast().compareTo(other.getLast());
    }

    private static boolean isIn(Set<?> wanted, @Nullable Object value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static boolean occur(List<String> words, Stream<@Nullable Object> texts) {
        List<String> lower = texts.flatMap(Stream::ofNullable)
                .map(text -> text.toString().toLowerCase(Locale.ROOT))
                .toList();
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .allMatch(word -> lower.stream().anyMatch(text -> text.contains(word)));
    }

    private static boolean isDevice(TrafficQuery query, @Nullable String device, @Nullable String responder) {
        DeviceId wanted = query.device();
        return wanted == null || wanted.value().equals(device) || wanted.value().equals(responder);
    }

    private static boolean isPeer(
            TrafficQuery query, EcsEndpoint source, EcsEndpoint destination, @Nullable TrafficPeer peer) {
        String wanted = query.peer();
        return wanted == null
                || wanted.equals(source.ip())
                || wanted.equals(destination.ip())
                || (peer != null && wanted.equals(peer.name()));
    }

    private static boolean isJudged(TrafficQuery query, TrafficVerdict verdict) {
        return isOrAny(query.rule(), verdict.rule())
                && (query.result() == null
                        || verdict.result().equals(query.result().name().toLowerCase(Locale.ROOT)));
    }

    private static String zone(Flow flow) {
        if (flow.curfew().device() == null) {
            return Quarter.OUTSIDE;
        }
        return flow.curfew().zone() == null ? Quarter.NO_ZONE : flow.curfew().zone();
    }

    private static boolean isService(@Nullable String wanted, Flow flow) {
        Integer port = flow.destination().port();
        return wanted == null
                || ServicePorts.of(wanted).stream()
                        .anyMatch(ports ->
                                ports.transport().text().equals(flow.network().transport())
                                        && (ports.isAll()
                                                || (port != null && ports.first() <= port && port <= ports.last())));
    }

    private static boolean isWithin(TrafficQuery query, Instant at) {
        return (query.from() == null || !at.isBefore(query.from())) && (query.to() == null || at.isBefore(query.to()));
    }
}
