package io.curfew.policy.dossier;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.events.Transport;
import io.curfew.policy.Command;
import io.curfew.policy.CutText;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.DeviceModel;
import io.curfew.policy.dossier.DueDossiers.News;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Marks;
import io.curfew.policy.memory.Remark;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import io.curfew.policy.vendor.Vendors;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Keeps a dossier of each device, each list of it bounded. {@link DueDossiers} says when it is told. */
public final class DeviceBook {
    /** How exactly it is known when a device was seen last. */
    static final Duration SEEN_GRAIN = Duration.ofSeconds(10);

    private static final int MOST_ADDRESSES = 8;
    /** The most DNS servers of a lease, and the most time servers, of each IP version. */
    private static final int MOST_LEASED = 8;

    private final SiteId site;
    private final Rows rows;
    private final DeviceUses uses;
    private final MarkBook marks;
    private final DayBook days;
    private final KinFinder kin;
    private final DueDossiers due;

    public DeviceBook(SiteId site, Rows rows) {
        this.site = site;
        this.rows = rows;
        uses = new DeviceUses(rows);
        due = new DueDossiers(rows);
        marks = new MarkBook(rows, (other, at) -> due.mark(other, at, News.USE));
        days = new DayBook(rows);
        kin = new KinFinder(rows, marks);
    }

    /** Notes that a device was seen; null when the party is no device of the site. */
    public @Nullable DeviceFacts meet(Party party, Instant at) {
        DeviceId id = party.device();
        if (id == null) {
            return null;
        }
        Instant seen = rows.get(Table.SEEN, id);
        boolean isLately = seen != null && at.isBefore(seen.plus(SEEN_GRAIN));
        if (!isLately) {
            rows.put(Table.SEEN, id, at);
            due.mark(id, at, News.COUNTS);
        }
        DeviceFacts known = rows.get(Table.DEVICES, id);
        DeviceFacts met = known == null ? unmet(party, at) : changed(known, party, at, isLately);
        if (met == null) {
            return known;
        }
        rows.put(Table.DEVICES, id, met);
        if (known == null || !Objects.equals(known.zone(), met.zone())) {
            marks.zone(id, met.zone(), at);
        }
        boolean isNewFact = known == null
                || !Objects.equals(known.mac(), met.mac())
                || !Objects.equals(known.zone(), met.zone())
                || !known.addresses().containsAll(met.addresses());
        if (isNewFact) {
            due.mark(id, at, News.WHO);
        }
        return met;
    }

    private static DeviceFacts unmet(Party party, Instant at) {
        return new DeviceFacts(
                party.mac(),
                party.ip().isUnspecified() ? List.of() : List.of(party.ip()),
                party.zone(),
                null,
                null,
                at,
                at,
                List.of(),
                List.of(),
                false,
                0,
                List.of(),
                0);
    }

    /** Null when nothing changed. Which of its addresses it used latest counts no more often than it is seen. */
    private static @Nullable DeviceFacts changed(DeviceFacts known, Party party, Instant at, boolean isLately) {
        IpAddress ip = party.ip();
        boolean sameAddress = ip.isUnspecified()
                || (isLately && known.addresses().contains(ip))
                || (!known.addresses().isEmpty() && known.addresses().getFirst().equals(ip));
        boolean sameZone = party.zone() == null || party.zone().equals(known.zone());
        boolean sameMac = party.mac() == null || party.mac().equals(known.mac());
        if (sameAddress && sameZone && sameMac) {
            return null;
        }
        return known.withSighting(
                party.mac() == null ? known.mac() : party.mac(),
                sameAddress ? known.addresses() : withLatest(known.addresses(), ip),
                party.zone() == null ? known.zone() : party.zone(),
                at);
    }

    private static List<IpAddress> withLatest(List<IpAddress> known, IpAddress latest) {
        List<IpAddress> addresses = new ArrayList<>(MOST_ADDRESSES);
        addresses.add(latest);
        for (IpAddress address : known) {
            if (addresses.size() < MOST_ADDRESSES && !address.equals(latest)) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    /** Notes what a DHCP message says of the device that it is about. */
    public void lease(DeviceId id, DhcpObservation dhcp) {
        DeviceFacts known = rows.get(Table.DEVICES, id);
        if (known == null) {
            return;
        }
        // A device with IPv4 and IPv6 says the same in two ways: what DHCPv4 says stays.
        boolean isSecond = dhcp.version() == 6;
        DeviceFacts facts = known.withMarks(
                mark(
                        known.hostname(),
                        dhcp.hostname() == null ? dhcp.fqdn() : dhcp.hostname(),
                        dhcp.hostname() == null),
                mark(known.vendorClass(), dhcp.vendorClass(), isSecond));
        if (dhcp.isAcknowledgement()) {
            facts = facts.withLease(
                    leased(known.leasedResolvers(), dhcp.dnsServers(), isSecond),
                    leased(known.leasedTimeServers(), dhcp.ntpServers(), isSecond));
        }
        boolean isNewMark = marks.lease(id, dhcp);
        if (!facts.equals(known)) {
            rows.put(Table.DEVICES, id, facts);
        }
        if (isNewMark || !facts.equals(known)) {
            due.mark(id, dhcp.at(), News.WHO);
        }
    }

    /** Notes what a device says of itself. */
    public void announcement(DeviceId id, AnnouncementObservation announcement) {
        if (rows.get(Table.DEVICES, id) != null && marks.announcement(id, announcement)) {
            due.mark(id, announcement.at(), News.USE);
        }
    }

    /** Notes how a device that started a flow goes about it. */
    public void habits(DeviceId id, FlowObservation flow) {
        boolean isTold = flow.ja4() != null
                || (flow.initiatorTtl() != null && flow.transport() == Transport.TCP && flow.initiatorCertain());
        if (isTold && marks.habits(id, flow)) {
            due.mark(id, flow.at(), News.USE);
        }
    }

    /** Notes what a person says of a device, which need not have been seen. */
    public void remark(Command.Adopt command) {
        rows.put(Table.REMARKS, command.device(), new Remark(command.remark(), command.at()));
        due.mark(command.device(), command.at(), News.WHO);
    }

    private static @Nullable String mark(@Nullable String known, @Nullable String said, boolean onlyIfUnknown) {
        return said == null || (onlyIfUnknown && known != null)
                ? known
                : CutText.of(said, DeviceMarks.LONGEST_CHARACTERS);
    }

    /** A lease replaces what the latest lease of its IP version named; the other version's stays. */
    private static List<IpAddress> leased(List<IpAddress> known, List<IpAddress> named, boolean isV6) {
        List<IpAddress> servers = new ArrayList<>(named.subList(0, Math.min(named.size(), MOST_LEASED)));
        known.stream().filter(server -> server.isV6() != isV6).forEach(servers::add);
        return servers;
    }

    /** Notes that it was decided whether the device is new. */
    public void greet(DeviceId id) {
        rows.change(Table.DEVICES, id, facts -> facts.withGreeting(true));
    }

    /** Notes that whether the device is new is to be decided when it is seen next. */
    public void askAnew(DeviceId id) {
        rows.change(Table.DEVICES, id, facts -> facts.withGreeting(false));
    }

    /** Notes one more alert that says that the device used an address that nobody had asked for. */
    public void countLiteralPeer(DeviceId id) {
        rows.change(Table.DEVICES, id, facts -> facts.withLiteralPeers(facts.literalPeers() + 1));
    }

    /** Notes a flow. */
    public void exchange(Exchange exchange) {
        if (exchange.peer().ip() != null) {
            boolean isNew = uses.exchange(exchange, exchange.peer().ip());
            days.add(exchange);
            markIfNew(exchange.device(), exchange.at(), isNew);
        }
    }

    /** Notes a question. */
    public void question(DeviceId device, DnsObservation dns) {
        boolean isNew = uses.question(device, dns);
        markIfNew(device, dns.at(), isNew);
    }

    /**
     * Notes that a DNS or NTP server was asked.
     *
     * @param names what the server is called
     */
    public void server(
            DeviceId device, ServerKey.Kind kind, IpAddress ip, List<KnownName> names, SitePlan plan, Instant at) {
        DeviceFacts facts = rows.get(Table.DEVICES, device);
        if (facts != null) {
            boolean isNew = uses.server(new ServerKey(device, kind, ip), names, facts, plan, at);
            markIfNew(device, at, isNew);
        }
    }

    /** That known things happen again is noted when the device is met. */
    private void markIfNew(DeviceId device, Instant at, boolean isNew) {
        if (isNew) {
            due.mark(device, at, News.USE);
        }
    }

    /** Makes the dossiers with a new use due: a sensor said how it is, and it may be the last that it says. */
    public void makeNewsDue() {
        due.makeNewsDue();
    }

    /** Takes the dossiers that are due at {@code at}: once handed out, they are not due until something changes. */
    public List<Device> takeDue(SitePlan plan, Instant at) {
        return dossiers(plan, due.take(at));
    }

    /** Takes the dossiers that a new fact made due. */
    public List<Device> takeDueAtOnce(SitePlan plan) {
        return dossiers(plan, due.takeAtOnce());
    }

    /** Every dossier, by id. */
    public List<Device> all(SitePlan plan) {
        return dossiers(plan, rows.keys(Table.DEVICES));
    }

    private List<Device> dossiers(SitePlan plan, Collection<DeviceId> ids) {
        List<Device> dossiers = new ArrayList<>(ids.size());
        for (DeviceId device : ids) {
            DeviceFacts known = rows.get(Table.DEVICES, device);
            if (known != null) {
                dossiers.add(dossier(plan, device, known));
            }
        }
        return dossiers;
    }

    /** How people call a device: the policy's name, else a person's, else its host name, else its id. */
    public String name(SitePlan plan, DeviceId device) {
        ListedDevice listed = plan.listed(device);
        if (listed != null) {
            return listed.name();
        }
        Remark said = rows.get(Table.REMARKS, device);
        if (said != null && said.remark().name() != null) {
            return said.remark().name();
        }
        DeviceFacts facts = rows.get(Table.DEVICES, device);
        return facts == null || facts.hostname() == null || facts.hostname().isBlank()
                ? device.value()
                : facts.hostname();
    }

    /** The model that the device itself tells; null when it does not. */
    public @Nullable String model(DeviceId id) {
        DeviceModel model = ModelGuess.told(marks.marks(id).marks());
        return model == null ? null : model.name();
    }

    private Device dossier(SitePlan plan, DeviceId id, DeviceFacts facts) {
        ListedDevice listed = plan.listed(id);
        MacAddress mac = facts.mac();
        String vendor = mac == null ? null : Vendors.of(mac);
        Marks told = marks.marks(id);
        Remark said = rows.get(Table.REMARKS, id);
        return new Device(
                site,
                id,
                name(plan, id),
                mac,
                vendor,
                mac != null && mac.isRandomised(),
                facts.addresses(),
                facts.zone(),
                tags(listed, said),
                facts.hostname(),
                facts.vendorClass(),
                facts.firstSeen(),
                lastSeen(id, facts),
                listed != null,
                facts.leasedResolvers(),
                facts.leasedTimeServers(),
                uses.servers(facts, ServerKey.Kind.DNS),
                uses.servers(facts, ServerKey.Kind.NTP),
                uses.peers(id),
                uses.questions(id),
                told.zones(),
                told.marks(),
                ModelGuess.of(told.marks(), vendor),
                kin.of(plan, id, facts, other -> name(plan, other)),
                days.days(id),
                said == null ? null : said.remark());
    }

    private Instant lastSeen(DeviceId id, DeviceFacts facts) {
        Instant seen = rows.get(Table.SEEN, id);
        return seen == null ? facts.changed() : seen;
    }

    private static List<String> tags(@Nullable ListedDevice listed, @Nullable Remark said) {
        if (listed == null || said == null) {
            return listed != null ? listed.tags() : said != null ? said.remark().tags() : List.of();
        }
        Set<String> tags = new LinkedHashSet<>(listed.tags());
        tags.addAll(said.remark().tags());
        return List.copyOf(tags);
    }
}
