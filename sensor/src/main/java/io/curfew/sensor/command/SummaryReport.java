package io.curfew.sensor.command;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.policy.vendor.Vendors;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.imports.log.Lines;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A capture in about a page: who is there, how flows went, which names were asked of whom. */
final class SummaryReport implements ReadReport {
    private static final int MOST_LINES = 20;

    private final OutputStream output;
    private final Path capture;
    private final Map<MacAddress, SeenDevice> devices = new TreeMap<>();
    private final Tally<String> outcomes = new Tally<>();
    private final Tally<DomainName> names = new Tally<>();
    private final Tally<IpAddress> resolvers = new Tally<>();
    private final Tally<IpAddress> silentResolvers = new Tally<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Instant first;
    private @Nullable Instant last;

    SummaryReport(OutputStream output, Path capture) {
        this.output = output;
        this.capture = capture;
    }

    @Override
    public void accept(Observation observation) {
        switch (observation) {
            case FlowObservation flow -> flow(flow);
            case DnsObservation dns -> dns(dns);
            case DhcpObservation dhcp -> dhcp(dhcp);
            case NeighborObservation neighbor -> {
                span(neighbor.at(), neighbor.at());
                MacAddress sender = neighbor.senderMac();
                if (sender != null) {
                    device(sender).uses(neighbor.senderIp());
                }
            }
            case RouterAdvertisementObservation advertisement -> span(advertisement.at(), advertisement.at());
            case NtpObservation ntp -> span(ntp.at(), ntp.at());
            case AnnouncementObservation announcement -> announcement(announcement);
            case StatusObservation status -> span(status.at(), status.at());
        }
    }

    private void dhcp(DhcpObservation dhcp) {
        MacAddress client = dhcp.clientMac();
        if (client != null) {
            device(client).tell(dhcp);
        }
    }

    private void announcement(AnnouncementObservation announcement) {
        span(announcement.at(), announcement.at());
        MacAddress mac = announcement.device().mac();
        if (mac != null) {
            device(mac).tell(announcement);
        }
    }

    private void flow(FlowObservation flow) {
        if (flow.phase() != FlowObservation.Phase.END) {
            return;
        }
        span(flow.first(), flow.last());
        Outcome outcome = flow.outcome();
        outcomes.add(outcome == null ? "one-way" : outcome.text());
        sent(flow.initiator(), flow.initiatorPackets());
        sent(flow.responder(), flow.responderPackets());
    }

    private void sent(Endpoint endpoint, long packets) {
        MacAddress mac = endpoint.mac();
        if (mac != null && packets > 0) {
            device(mac).talks(endpoint.ip());
        }
    }

    private void dns(DnsObservation dns) {
        span(dns.at(), dns.at());
        names.add(dns.questionName());
        resolvers.add(dns.server().ip());
        if (dns.responseCode() == null) {
            silentResolvers.add(dns.server().ip());
        }
    }

    private void span(Instant from, Instant to) {
        first = first == null || from.isBefore(first) ? from : first;
        last = last == null || to.isAfter(last) ? to : last;
    }

    private SeenDevice device(MacAddress mac) {
        if (devices.size() >= Tally.MOST_THINGS && !devices.containsKey(mac)) {
            return SeenDevice.forgotten();
        }
        return devices.computeIfAbsent(mac, unseen -> new SeenDevice());
    }

    @Override
    public void finish(PacketCounters counters) {
        head(counters.captured(), counters.captured() == 1 ? "packet" : "packets");
        body();
        undecodable(counters);
        write();
    }

    @Override
    public void finish(Lines lines) {
        head(lines.items(), lines.items() == 1 ? "line" : "lines");
        body();
        if (!lines.notUnderstood().isEmpty()) {
            reasons("Lines not understood", lines.notUnderstood());
        }
        write();
    }

    @Override
    public void finish(StatusObservation status) {
        long records = status.sources().stream().mapToLong(SourceStatus::items).sum();
        head(records, records == 1 ? "record" : "records");
        body();
        title("Exporters", status.sources().size());
        status.sources().forEach(this::exporter);
        write();
    }

    private void exporter(SourceStatus source) {
        String sampled = source.sampling() > 1 ? ", sampled 1 in " + count(source.sampling()) : "";
        String lost = source.lost() > 0 ? ", " + count(source.lost()) + " lost" : "";
        line("    %8s  %s%s%s".formatted(count(source.items()), source.name(), sampled, lost));
        new TreeMap<>(source.notUnderstood())
                .forEach((reason, items) -> line("    %8s    %s".formatted(count(items), reason)));
    }

    private void body() {
        devices();
        outcomes();
        names();
        resolvers();
    }

    private void write() {
        text.append('\n');
        try {
            output.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void head(long items, String what) {
        line("%s: %s %s".formatted(capture, count(items), what));
        if (first != null && last != null) {
            Duration span = Duration.between(first, last);
            line("  %s to %s (%s)"
                    .formatted(
                            first.truncatedTo(ChronoUnit.SECONDS),
                            last.truncatedTo(ChronoUnit.SECONDS),
                            span.toMinutes() < 2 ? span.toSeconds() + " s" : span.toMinutes() + " min"));
        }
    }

    private void devices() {
        title("Devices", devices.size());
        devices.entrySet().stream()
                .sorted(Map.Entry.<MacAddress, SeenDevice>comparingByValue(SeenDevice.BUSIEST_FIRST)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LINES)
                .forEach(entry -> line("    %s  %6s  %s%s"
                        .formatted(
                                entry.getKey(),
                                count(entry.getValue().flows()),
                                entry.getValue(),
                                maker(entry.getKey()))));
        rest(devices.size(), 0);
    }

    private static String maker(MacAddress mac) {
        String vendor = Vendors.of(mac);
        return mac.isRandomised() ? "  [randomised]" : vendor == null ? "" : "  [" + vendor + "]";
    }

    private void outcomes() {
        long flows = outcomes.most(MOST_LINES).stream()
                .mapToLong(Map.Entry::getValue)
                .sum();
        title("Flows", flows);
        outcomes.most(MOST_LINES)
                .forEach(outcome -> line("    %8s  %s".formatted(count(outcome.getValue()), outcome.getKey())));
    }

    private void names() {
        title("Names asked", names.things());
        names.most(MOST_LINES)
                .forEach(name -> line("    %8s  %s".formatted(count(name.getValue()), shown(name.getKey()))));
        rest(names.things(), names.others());
    }

    private static String shown(DomainName name) {
        return name.value().isEmpty() ? "." : name.value();
    }

    private void resolvers() {
        title("DNS servers", resolvers.things());
        for (Map.Entry<IpAddress, Long> resolver : resolvers.most(MOST_LINES)) {
            long silent = silentResolvers.count(resolver.getKey());
            String unanswered = silent == 0 ? "" : ", " + count(silent) + " unanswered";
            line("    %8s  %s%s".formatted(count(resolver.getValue()), resolver.getKey(), unanswered));
        }
        rest(resolvers.things(), resolvers.others());
    }

    private void undecodable(PacketCounters counters) {
        if (!counters.undecodable().isEmpty()) {
            reasons("Undecodable packets", counters.undecodable());
        }
        if (counters.dnsMalformed() > 0) {
            line("  %s DNS messages could not be read".formatted(count(counters.dnsMalformed())));
        }
        if (counters.flowsEvicted() > 0) {
            line("  %s flows were cut into pieces to bound memory".formatted(count(counters.flowsEvicted())));
        }
    }

    private void reasons(String what, Map<String, Long> byReason) {
        title(what, byReason.values().stream().mapToLong(Long::longValue).sum());
        new TreeMap<>(byReason).forEach((reason, items) -> line("    %8s  %s".formatted(count(items), reason)));
    }

    private void title(String what, long count) {
        line("  %s (%s)".formatted(what, count(count)));
    }

    private void rest(int all, long withoutRoom) {
        if (all > MOST_LINES) {
            line("    %8s  more".formatted(count(all - MOST_LINES)));
        }
        if (withoutRoom > 0) {
            line("    %8s  times something for which there was no room".formatted(count(withoutRoom)));
        }
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
