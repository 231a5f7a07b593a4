package io.curfew.sensor.privacy;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.StatusObservation;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.decode.PacketFacts;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Passes on what may be said of each zone's devices, and nothing else. Keeps of open flows at most a quarter of
 * {@code capacity}, of sums of the running minute and of things said in it a sixteenth each, and as much again of what
 * others tell; what makes room is counted. Deterministic; for any number of threads. Time comes with what the sensor
 * sees itself, status reports among it, and by {@link #advance}, so that a minute ends when nothing happens.
 */
public final class Discretion implements ObservationSink {
    /** What ended is told a little after it ended; a time further back is that of a clock that was set back. */
    private static final Duration MOST_BEHIND = Duration.ofMinutes(5);

    /**
     * How long what others tell of a minute is summed up before it is told: for the minute that it takes them to tell
     * it, however late they begin, and a little longer.
     */
    private static final Duration LONGEST_SUMMING = Duration.ofSeconds(65);

    /** Shares of the capacity, by which all that is kept takes 2 MiB of the heap at most. */
    private static final int CAPACITY_PER_FLOW = 4;

    private static final int CAPACITY_PER_SUM = 16;

    /** Sums are numbered apart from the flows of the same run. */
    private static final long FIRST_SUM = 1L << 48;

    private static final long FIRST_SUM_OF_OTHER_TIMES = 1L << 49;

    /** The ports of DHCP clients (RFC 2131, section 4.1; RFC 8415, section 7.2). */
    private static final int CLIENT_V4 = 68;

    private static final int CLIENT_V6 = 546;

    /** How option 61 of DHCPv4 begins, in hexadecimal. */
    private static final String ETHERNET_ADDRESS = "01";

    private static final String DUID = "ff";
    private static final int ETHERNET_ADDRESS_DIGITS = 14;

    private final Zones zones;
    private final ObservationSink sink;
    private final FlowProgress progress;
    /** Of the running minute. */
    private final MinuteBook seen;
    /** Of any minutes. */
    private final MinuteBook ofOtherTimes;

    private Instant now = Instant.EPOCH;
    private Minute minute = Minute.of(Instant.EPOCH);
    private long withheld;

    /** @param sink takes what may be said */
    public Discretion(List<PrivateZone> zones, int capacity, ObservationSink sink) {
        this.zones = new Zones(zones);
        this.sink = sink;
        int mostOfAMinute = Math.max(1, capacity / CAPACITY_PER_SUM);
        progress = new FlowProgress(Math.max(1, capacity / CAPACITY_PER_FLOW), new SecureRandom().nextLong());
        seen = new MinuteBook(mostOfAMinute, FIRST_SUM, sink);
        ofOtherTimes = new MinuteBook(mostOfAMinute, FIRST_SUM_OF_OTHER_TIMES, sink);
    }

    @Override
    public synchronized void accept(Observation observation) {
        if (zones.sayAll()) {
            sink.accept(observation);
            return;
        }
        advance(observation.at());
        pass(observation, seen, minute);
    }

    /**
     * Takes what others have seen and tell late, or by a clock of their own: it is of the minute in which it was, and
     * ends none. By their times a minute would end with each of their lines, and with it what it sums up.
     */
    public ObservationSink ofOtherTimes() {
        return this::acceptOfOtherTime;
    }

    private synchronized void acceptOfOtherTime(Observation observation) {
        if (zones.sayAll()) {
            sink.accept(observation);
        } else {
            pass(observation, ofOtherTimes, Minute.of(observation.at()));
        }
    }

    private void pass(Observation observation, MinuteBook book, Minute ofMinute) {
        switch (observation) {
            case FlowObservation flow -> flow(flow, book.sums(), ofMinute);
            case DnsObservation dns -> dns(dns, book.said(), ofMinute);
            case DhcpObservation dhcp -> dhcp(dhcp);
            case NeighborObservation neighbor -> neighbor(neighbor);
            case NtpObservation ntp -> ntp(ntp, book.said(), ofMinute);
            case AnnouncementObservation announcement -> announcement(announcement);
            case RouterAdvertisementObservation advertisement -> sink.accept(advertisement);
            case StatusObservation status -> sink.accept(status);
        }
    }

    /**
     * Whether packets that this one carries through a tunnel may be looked at. Of whoever tunnels no more may be said
     * by what lies inside, whose addresses are mostly in no zone.
     */
    public boolean mayOpen(PacketFacts outer) {
        return zones.sayAll()
                || zones.detail(
                                outer.vlans.ids(),
                                List.of(outer.source().ip(), outer.destination().ip()))
                        == Detail.FULL;
    }

    /** Says that it is {@code at} or later, by the sensor's clock: tells what is due by then. */
    public synchronized void advance(Instant at) {
        boolean isClockSetBack = at.isBefore(now.minus(MOST_BEHIND));
        if (!at.isAfter(now) && !isClockSetBack) {
            return;
        }
        Minute current = Minute.of(at);
        if (!current.equals(minute)) {
            seen.sums().tell(at);
            seen.said().clear();
            minute = current;
        }
        now = at;
        Instant due = isClockSetBack ? Instant.MAX : at.minus(LONGEST_SUMMING);
        ofOtherTimes.sums().tellBegunBy(due, at);
        ofOtherTimes.said().forgetSaidBy(due);
    }

    /** Tells the sums that are not due yet. */
    public synchronized void finish() {
        seen.sums().tell(now);
        ofOtherTimes.sums().tell(now);
    }

    private void flow(FlowObservation flow, Sums sums, Minute ofMinute) {
        switch (zones.detail(
                flow.vlanIds(), List.of(flow.initiator().ip(), flow.responder().ip()))) {
            case FULL -> sink.accept(flow);
            case AGGREGATED -> sums.aggregate(flow, progress.add(flow), ofMinute, now);
            case COUNTS -> sums.count(flow, CountedEnd.of(flow, zones), progress.add(flow), ofMinute, now);
        }
    }

    private void dns(DnsObservation dns, SaidThings said, Minute ofMinute) {
        // Whoever asks, an answer tells of the device that it names.
        Detail detail = zones.detail(
                        dns.vlanIds(), List.of(dns.client().ip(), dns.server().ip()))
                .stricter(zones.ofNamed(AskedAddresses.of(dns)));
        switch (detail) {
            case FULL -> sink.accept(dns);
            case AGGREGATED -> {
                DnsObservation cut = cut(dns);
                sayUnlessSaid(cut, said.isNew(cut, ofMinute, now));
            }
            case COUNTS -> withheld++;
        }
    }

    /** Answers keep what names later flows: addresses, under the name that is told. */
    private static DnsObservation cut(DnsObservation dns) {
        DomainName name = Names.cut(dns.questionName());
        return new DnsObservation(
                dns.at(),
                Sums.withoutPort(dns.client()),
                dns.server(),
                dns.transport(),
                dns.vlanIds(),
                0,
                name,
                dns.questionType(),
                dns.responseCode(),
                dns.answers().stream()
                        .filter(answer ->
                                answer.type().equals("A") || answer.type().equals("AAAA"))
                        .map(answer ->
                                new DnsObservation.Answer(name, answer.type(), answer.data(), answer.ttlSeconds()))
                        .toList(),
                null,
                dns.blocked(),
                Detail.AGGREGATED);
    }

    private void ntp(NtpObservation ntp, SaidThings said, Minute ofMinute) {
        switch (zones.detail(
                ntp.vlanIds(), List.of(ntp.sender().ip(), ntp.receiver().ip()))) {
            case FULL -> sink.accept(ntp);
            case AGGREGATED -> sayUnlessSaid(ntp, said.isNew(ntp, ofMinute, now));
            case COUNTS -> withheld++;
        }
    }

    private void sayUnlessSaid(Observation observation, boolean isNew) {
        if (isNew) {
            sink.accept(observation);
        } else {
            withheld++;
        }
    }

    private void dhcp(DhcpObservation dhcp) {
        // A link-local sender, as all clients of DHCPv6 are, says less than the address that it gets; a server, or a
        // relay that speaks for the client, nothing of whom it serves.
        boolean isClient = dhcp.sender().port() == CLIENT_V4 || dhcp.sender().port() == CLIENT_V6;
        List<IpAddress> addresses =
                new ArrayList<>(Stream.of(isClient ? dhcp.sender().ip() : null, dhcp.assignedIp(), dhcp.requestedIp())
                        .filter(Objects::nonNull)
                        .filter(ip -> !ip.isLinkLocal())
                        .toList());
        addresses.addAll(dhcp.moreAssignedIps());
        Detail detail = zones.detail(dhcp.vlanIds(), addresses);
        MacAddress mac = dhcp.clientMac();
        if (mac == null || !mac.equals(dhcp.sender().mac())) {
            // Nor does the tag of another's frame settle it: it may only be the stricter one.
            detail = detail.stricter(zones.detail(List.of(), addresses));
        }
        sink.accept(detail == Detail.FULL ? dhcp : bindingOf(dhcp, detail));
    }

    /** Who has which address and which servers; of an aggregated zone also what kind of device it is. */
    private static DhcpObservation bindingOf(DhcpObservation dhcp, Detail detail) {
        boolean counts = detail == Detail.COUNTS;
        return new DhcpObservation(
                dhcp.at(),
                dhcp.version(),
                dhcp.messageType(),
                dhcp.clientMac(),
                dhcp.sender(),
                dhcp.assignedIp(),
                dhcp.requestedIp(),
                null,
                counts ? null : dhcp.vendorClass(),
                counts ? List.of() : dhcp.parameterRequestList(),
                dhcp.server(),
                dhcp.routers(),
                dhcp.dnsServers(),
                dhcp.ntpServers(),
                dhcp.leaseTime(),
                counts ? null : dhcp.mudUrl(),
                counts || mayBeText(dhcp) ? null : dhcp.clientId(),
                null,
                null,
                dhcp.moreAssignedIps(),
                dhcp.vlanIds());
    }

    /**
     * A client's identifier is of no use to anybody but its server, unless it is a hardware address or a DUID: others
     * are the host's name often enough (RFC 2132, section 9.14; RFC 4361, section 6.1).
     */
    private static boolean mayBeText(DhcpObservation dhcp) {
        String clientId = dhcp.clientId();
        return dhcp.version() == 4
                && clientId != null
                && !(clientId.startsWith(ETHERNET_ADDRESS) && clientId.length() == ETHERNET_ADDRESS_DIGITS)
                && !clientId.startsWith(DUID);
    }

    private void neighbor(NeighborObservation neighbor) {
        Detail detail = zones.detail(neighbor.vlanIds(), List.of(neighbor.senderIp(), neighbor.targetIp()));
        sink.accept(detail == Detail.COUNTS ? bindingOf(neighbor) : neighbor);
    }

    /** Who has which address; not whom it looked for. */
    private static NeighborObservation bindingOf(NeighborObservation neighbor) {
        return new NeighborObservation(
                neighbor.at(),
                neighbor.operation(),
                neighbor.senderMac(),
                neighbor.senderIp(),
                new MacAddress(0),
                neighbor.senderIp().isV6() ? IpAddress.v6(0, 0) : IpAddress.v4(0),
                neighbor.vlanIds(),
                neighbor.overrides(),
                neighbor.fromRouter());
    }

    private void announcement(AnnouncementObservation announcement) {
        // Who repeats what another segment announces says whose it is by the addresses alone.
        IpAddress sender = announcement.device().ip();
        List<IpAddress> named = announcement.addresses();
        List<IpAddress> certain = named.stream().filter(ip -> !ip.isLinkLocal()).toList();
        List<IpAddress> addresses =
                Stream.concat(Stream.of(sender), certain.stream()).toList();
        Detail detail = zones.detail(announcement.vlanIds(), addresses);
        if (certain.isEmpty() && !named.isEmpty() && !named.contains(sender)) {
            // Of another's link-local address not even the tag says where it is.
            detail = detail.stricter(zones.detail(List.of(), named));
        }
        if (detail == Detail.FULL) {
            sink.accept(announcement);
        } else {
            withheld++;
        }
    }

    public synchronized PrivacyCounters counters() {
        return new PrivacyCounters(
                withheld,
                seen.sums().toldEarly() + ofOtherTimes.sums().toldEarly(),
                seen.said().forgotten() + ofOtherTimes.said().forgotten() + progress.forgotten());
    }
}
