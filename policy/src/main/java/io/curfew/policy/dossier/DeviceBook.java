package io.curfew.policy.dossier;

import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import io.curfew.policy.vendor.Vendors;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps a dossier of each device, each list of it bounded. A new fact about who a device is makes its dossier due at
 * once; what it does makes it due within {@link #PERIOD}, or when a sensor reports its status.
 */
public final class DeviceBook {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final int MOST_ADDRESSES = 8;

    private final SiteId site;
    private final Rows rows;
    private final DeviceUses uses;
    private final Set<DeviceId> dueAtOnce = new LinkedHashSet<>();
    private boolean allDue;

    public DeviceBook(SiteId site, Rows rows) {
        this.site = site;
        this.rows = rows;
        uses = new DeviceUses(rows);
    }

    /** Notes that a device was seen; null when the party is no device of the site. */
    public @Nullable DeviceFacts meet(Party party, Instant at) {
        DeviceId id = party.device();
        if (id == null) {
            return null;
        }
        DeviceFacts known = rows.get(Table.DEVICES, id);
        DeviceFacts met = known == null ? unmet(party, at) : changed(known, party, at);
        if (met == null) {
            return known;
        }
        rows.put(Table.DEVICES, id, met);
        boolean isNewFact = known == null
                || !Objects.equals(known.mac(), met.mac())
                || !Objects.equals(known.zone(), met.zone())
                || !known.addresses().containsAll(met.addresses());
        markDue(id, at, isNewFact);
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
                List.of(),
                List.of());
    }

    /** Null when nothing changed but the moment, and that by less than a second. */
    private static @Nullable DeviceFacts changed(DeviceFacts known, Party party, Instant at) {
        IpAddress ip = party.ip();
        boolean sameMoment = at.isBefore(known.lastSeen().plusSeconds(1));
        boolean sameAddress = ip.isUnspecified()
                || (sameMoment && known.addresses().contains(ip))
                || (!known.addresses().isEmpty() && known.addresses().getFirst().equals(ip));
        boolean sameZone = party.zone() == null || party.zone().equals(known.zone());
        boolean sameMac = party.mac() == null || party.mac().equals(known.mac());
        if (sameMoment && sameAddress && sameZone && sameMac) {
            return null;
        }
        return known.withSighting(
                party.mac() == null ? known.mac() : party.mac(),
                sameAddress ? known.addresses() : withLatest(known.addresses(), ip),
                party.zone() == null ? known.zone() : party.zone(),
                at.isAfter(known.lastSeen()) ? at : known.lastSeen());
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
        if (!facts.equals(known)) {
            rows.put(Table.DEVICES, id, facts);
            markDue(id, dhcp.at(), true);
        }
    }

    private static @Nullable String mark(@Nullable String known, @Nullable String said, boolean onlyIfUnknown) {
        return said == null || (onlyIfUnknown && known != null) ? known : said;
    }

    /** A lease replaces what the latest lease of its IP version named; the other version's stays. */
    private static List<IpAddress> leased(List<IpAddress> known, List<IpAddress> named, boolean isV6) {
        List<IpAddress> servers = new ArrayList<>(named);
        known.stream().filter(server -> server.isV6() != isV6).forEach(servers::add);
        return servers;
    }

    /** Notes that it was decided whether the device is new. */
    public void greet(DeviceId id) {
        rows.change(Table.DEVICES, id, DeviceFacts::withGreeting);
    }

    /** Notes one more alert that says that the device used an address that nobody had asked for. */
    public void countLiteralPeer(DeviceId id) {
        rows.change(Table.DEVICES, id, facts -> facts.withLiteralPeers(facts.literalPeers() + 1));
    }

    /** Notes a flow. */
    public void exchange(Exchange exchange) {
        if (exchange.peer().ip() != null) {
            uses.exchange(exchange, exchange.peer().ip());
            markDue(exchange.device(), exchange.at(), false);
        }
    }

    /** Notes a question. */
    public void question(DeviceId device, DnsObservation dns) {
        uses.question(device, dns);
        markDue(device, dns.at(), false);
    }

    /** Notes that a DNS or NTP server was asked. */
    public void server(DeviceId device, ServerKey.Kind kind, IpAddress ip, SitePlan plan, Instant at) {
        DeviceFacts facts = rows.get(Table.DEVICES, device);
        if (facts != null) {
            uses.server(new ServerKey(device, kind, ip), facts, plan, at);
            markDue(device, at, false);
        }
    }

    private void markDue(DeviceId device, Instant at, boolean atOnce) {
        if (atOnce) {
            dueAtOnce.add(device);
        } else if (rows.get(Table.UNPUBLISHED, device) == null) {
            rows.put(Table.UNPUBLISHED, device, at);
        }
    }

    /** Makes every dossier that has news due: a sensor said how it is, and it may be the last that it says. */
    public void makeAllDue() {
        allDue = true;
    }

    /** Takes the dossiers that are due at {@code at}: once handed out, they are not due until something changes. */
    public List<Device> takeDue(SitePlan plan, Instant at) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        boolean periodIsOver =
                facts != null && (allDue || !at.isBefore(facts.published().plus(PERIOD)));
        allDue = false;
        if (dueAtOnce.isEmpty() && !periodIsOver) {
            return List.of();
        }
        Set<DeviceId> due = new LinkedHashSet<>(dueAtOnce);
        dueAtOnce.clear();
        if (facts != null && periodIsOver) {
            due.addAll(rows.drain(Table.UNPUBLISHED));
            rows.put(Table.SITE, Table.ONLY, facts.withPublished(at));
        } else {
            due.forEach(device -> rows.remove(Table.UNPUBLISHED, device));
        }
        List<Device> dossiers = new ArrayList<>(due.size());
        for (DeviceId device : due) {
            DeviceFacts known = rows.get(Table.DEVICES, device);
            if (known != null) {
                dossiers.add(dossier(plan, device, known));
            }
        }
        return dossiers;
    }

    /** How people call a device: the policy's name, else its host name, else its id. */
    public String name(SitePlan plan, DeviceId device) {
        ListedDevice listed = plan.listed(device);
        if (listed != null) {
            return listed.name();
        }
        DeviceFacts facts = rows.get(Table.DEVICES, device);
        return facts == null || facts.hostname() == null || facts.hostname().isBlank()
                ? device.value()
                : facts.hostname();
    }

    private Device dossier(SitePlan plan, DeviceId id, DeviceFacts facts) {
        ListedDevice listed = plan.listed(id);
        MacAddress mac = facts.mac();
        return new Device(
                site,
                id,
                name(plan, id),
                mac,
                mac == null ? null : Vendors.of(mac),
                mac != null && mac.isRandomised(),
                facts.addresses(),
                facts.zone(),
                listed == null ? List.of() : listed.tags(),
                facts.hostname(),
                facts.vendorClass(),
                facts.firstSeen(),
                facts.lastSeen(),
                listed != null,
                facts.leasedResolvers(),
                facts.leasedTimeServers(),
                uses.servers(facts, ServerKey.Kind.DNS),
                uses.servers(facts, ServerKey.Kind.NTP),
                uses.peers(facts),
                uses.questions(id, facts));
    }
}
