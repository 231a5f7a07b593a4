package io.curfew.sensor.dns;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Responses of multicast DNS (RFC 6762) and LLMNR (RFC 4795) in, announcements out: instances of services (RFC 6763)
 * with their models and hosts, and hosts that give none. Of one message at most {@value #MOST_NAMES} instances,
 * {@value #MOST_NAMES} hosts, and {@value #MOST_ADDRESSES} addresses of each. Questions announce nothing: the answers
 * in them are what the asker already knows of others.
 */
public final class LocalNames {
    private static final int MULTICAST_DNS = 5353;
    private static final int LLMNR = 5355;
    private static final int MOST_NAMES = 64;
    private static final int MOST_ADDRESSES = 8;

    private final Map<DomainName, Instance> instances = new LinkedHashMap<>();
    private final Map<DomainName, Host> hosts = new LinkedHashMap<>();

    private LocalNames() {}

    /** What records say of an instance of a service. */
    private static final class Instance {
        private final String label;
        private final String service;
        private @Nullable DomainName host;
        private @Nullable Integer port;
        private @Nullable String model;

        private Instance(String label, String service) {
            this.label = label;
            this.service = service;
        }
    }

    /** A host with its addresses. */
    private record Host(String label, List<IpAddress> addresses) {}

    /** True when a UDP packet is multicast DNS or LLMNR. */
    public static boolean isLocal(PacketFacts packet) {
        return isLocalPort(packet.sourcePort) || isLocalPort(packet.destinationPort);
    }

    private static boolean isLocalPort(int port) {
        return port == MULTICAST_DNS || port == LLMNR;
    }

    /** True when a packet of which {@link #isLocal} is true may announce something: it is no question. */
    public static boolean announces(PacketFacts packet) {
        return isLocalPort(packet.sourcePort)
                && DnsMessageReader.isResponse(
                        packet.payload, packet.payloadAt, packet.payloadAt + packet.payloadLength);
    }

    /** Takes a packet of which {@link #isLocal} is true, and hands over what it announces. */
    public static void read(PacketFacts packet, Consumer<? super AnnouncementObservation> sink) {
        if (announces(packet)) {
            LocalNames names = new LocalNames();
            int end = packet.payloadAt + packet.payloadLength;
            DnsMessageReader.responseRecords(packet.payload, packet.payloadAt, end, names::record);
            names.announce(packet, sink);
        }
    }

    private void record(DomainName owner, int ownerAt, int type, long ttlSeconds, DnsCursor data, int length) {
        if (ttlSeconds == 0 || data.isBroken()) {
            // A good-bye (RFC 6762, section 10.1), or nothing that could be read.
            return;
        }
        switch (type) {
            case DnsNumbers.PTR -> {
                int targetAt = data.position();
                DomainName target = data.name();
                instance(target, targetAt, data);
            }
            case DnsNumbers.SRV -> service(owner, ownerAt, data);
            case DnsNumbers.TXT -> {
                String model = ServiceModel.read(data, length);
                Instance instance = instance(owner, ownerAt, data);
                if (instance != null && model != null) {
                    instance.model = model;
                }
            }
            case DnsNumbers.A, DnsNumbers.AAAA -> {
                if (length == (type == DnsNumbers.A ? 4 : 16)) {
                    address(owner, ownerAt, data, IpAddress.of(data.octets(length)));
                }
            }
            default -> {}
        }
    }

    private void service(DomainName owner, int ownerAt, DnsCursor data) {
        data.u32();
        int port = data.u16();
        DomainName host = data.name();
        Instance instance = instance(owner, ownerAt, data);
        if (instance != null) {
            instance.host = host;
            instance.port = port;
        }
    }

    /** The instance of a name such as {@code Vacuum._http._tcp.local}; absent for other names and beyond the limit. */
    private @Nullable Instance instance(DomainName name, int nameAt, DnsCursor message) {
        Instance known = instances.get(name);
        if (known != null) {
            return known;
        }
        int dot = firstDot(name.value());
        String service = name.value().substring(dot + 1);
        boolean isInstance = dot > 0
                && service.startsWith("_")
                && (service.contains("._tcp.") || service.contains("._udp."))
                && !name.value().startsWith("_");
        if (!isInstance || message.isBroken() || instances.size() >= MOST_NAMES) {
            return null;
        }
        Instance instance = new Instance(message.firstLabel(nameAt), service);
        instances.put(name, instance);
        return instance;
    }

    private void address(DomainName owner, int ownerAt, DnsCursor message, IpAddress address) {
        Host host = hosts.get(owner);
        if (host == null && hosts.size() < MOST_NAMES) {
            host = new Host(message.firstLabel(ownerAt), new ArrayList<>());
            hosts.put(owner, host);
        }
        if (host != null && host.addresses.size() < MOST_ADDRESSES && !host.addresses.contains(address)) {
            host.addresses.add(address);
        }
    }

    /** Where the first label ends; -1 when it is the only one. A dot within a label is escaped. */
    private static int firstDot(String name) {
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) == '\\') {
                at++;
            } else if (name.charAt(at) == '.') {
                return at;
            }
        }
        return -1;
    }

    private void announce(PacketFacts packet, Consumer<? super AnnouncementObservation> sink) {
        if (instances.isEmpty() && hosts.isEmpty()) {
            return;
        }
        Instant at = EpochNanos.toInstant(packet.timestampNanos);
        String protocol = packet.sourcePort == LLMNR ? "llmnr" : "mdns";
        Map<DomainName, Host> alone = new LinkedHashMap<>(hosts);
        for (Instance instance : instances.values()) {
            Host host = instance.host == null ? null : hosts.get(instance.host);
            if (instance.host != null) {
                alone.remove(instance.host);
            }
            sink.accept(new AnnouncementObservation(
                    at,
                    packet.source(),
                    protocol,
                    instance.label,
                    instance.service,
                    instance.model,
                    instance.host,
                    instance.port,
                    host == null ? List.of() : host.addresses,
                    packet.vlans.ids()));
        }
        alone.forEach((name, host) -> sink.accept(new AnnouncementObservation(
                at,
                packet.source(),
                protocol,
                host.label,
                null,
                null,
                name,
                null,
                host.addresses,
                packet.vlans.ids())));
    }
}
