package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws observations with only what a test cares for. */
final class Sketch {
    static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    static final Host ROUTER = Host.of("02:00:00:00:00:01", "192.0.2.1");
    static final Host VACUUM = Host.of("02:00:00:00:00:21", "192.0.2.21");
    static final Host CLOUD = Host.of("203.0.113.9").behind(ROUTER);

    private Sketch() {}

    /** Somebody on a segment: a MAC address, absent behind a layer 3 device, and an address. */
    record Host(@Nullable MacAddress mac, IpAddress ip) {
        static Host of(String mac, String ip) {
            return new Host(MacAddress.parse(mac), IpAddress.parse(ip));
        }

        /** Somebody beyond a router: frames carry the router's MAC address. */
        Host behind(Host router) {
            return new Host(router.mac(), ip);
        }

        Host unframed() {
            return new Host(null, ip);
        }

        static Host of(String ip) {
            return new Host(null, IpAddress.parse(ip));
        }

        Endpoint port(int port) {
            return new Endpoint(mac, ip, port);
        }
    }

    /** A flow that ended at once; change what matters. */
    static final class Flow {
        private final Host from;
        private final Host to;
        private final int port;
        private Transport transport = Transport.TCP;
        private int fromPort = 50_000;
        private long number = 1;
        private FlowObservation.Phase phase = FlowObservation.Phase.END;
        private Instant at = NOON;
        private @Nullable Outcome outcome = Outcome.CLOSED;
        private @Nullable Integer rejectCode;
        private @Nullable DomainName serverName;
        private @Nullable String protocol;
        private boolean certain = true;
        private @Nullable Integer initiatorTtl;
        private @Nullable Ja4 ja4;
        private List<Integer> vlans = List.of();
        private Duration lasted = Duration.ZERO;
        private Duration over = Duration.ZERO;
        private long sentBytes = 100;
        private long sentPackets = 2;
        private long receivedBytes = 300;
        private long receivedPackets = 3;

        private Flow(Host from, Host to, int port) {
            this.from = from;
            this.to = to;
            this.port = port;
        }

        Flow udp() {
            transport = Transport.UDP;
            outcome = Outcome.ANSWERED;
            return this;
        }

        Flow transport(Transport other) {
            transport = other;
            return this;
        }

        Flow fromPort(int other) {
            fromPort = other;
            return this;
        }

        Flow number(long other) {
            number = other;
            return this;
        }

        Flow start() {
            phase = FlowObservation.Phase.START;
            outcome = null;
            return this;
        }

        Flow update() {
            phase = FlowObservation.Phase.UPDATE;
            outcome = Outcome.ESTABLISHED;
            return this;
        }

        Flow at(Instant other) {
            at = other;
            return this;
        }

        Flow outcome(Outcome other) {
            outcome = other;
            return this;
        }

        /** An ICMP "destination unreachable" of this code answered. */
        Flow rejected(int code) {
            outcome = Outcome.REJECTED;
            rejectCode = code;
            return this;
        }

        Flow serverName(String name) {
            serverName = new DomainName(name);
            return this;
        }

        Flow protocol(String hint) {
            protocol = hint;
            return this;
        }

        Flow inferred() {
            certain = false;
            return this;
        }

        Flow marks(int ttl, Ja4 way) {
            initiatorTtl = ttl;
            ja4 = way;
            return this;
        }

        Flow vlan(int id) {
            vlans = List.of(id);
            return this;
        }

        /** The flow began that long before it was told. */
        Flow lasting(Duration other) {
            lasted = other;
            return this;
        }

        /** The last packet of the flow was seen that long before it was told. */
        Flow over(Duration other) {
            over = other;
            return this;
        }

        Flow sending(long bytes, long packets) {
            sentBytes = bytes;
            sentPackets = packets;
            return this;
        }

        Flow packets(long sent, long received) {
            sentPackets = sent;
            receivedPackets = received;
            return this;
        }

        Flow receiving(long bytes) {
            receivedBytes = bytes;
            return this;
        }

        /** As of a log that does not say what came back. */
        Flow uncounted() {
            receivedBytes = 0;
            receivedPackets = 0;
            return this;
        }

        FlowObservation draw() {
            return new FlowObservation(
                    at,
                    number,
                    phase,
                    from.port(fromPort),
                    to.port(port),
                    certain,
                    vlans,
                    transport,
                    sentBytes,
                    sentPackets,
                    receivedBytes,
                    outcome == Outcome.UNANSWERED ? 0 : receivedPackets,
                    at.minus(over).minus(lasted),
                    at.minus(over),
                    outcome,
                    rejectCode,
                    serverName,
                    protocol,
                    "1:none",
                    null,
                    Detail.FULL,
                    1,
                    initiatorTtl,
                    ja4);
        }
    }

    /** The sum of a minute, as a sensor tells it of a zone of less than full detail. */
    static FlowObservation summed(Host from, Host to, int port, Detail detail) {
        return new FlowObservation(
                NOON.plusSeconds(60),
                1L << 48,
                FlowObservation.Phase.END,
                from.port(0),
                to.port(port),
                true,
                List.of(),
                Transport.TCP,
                100,
                2,
                300,
                3,
                NOON,
                NOON.plusSeconds(60),
                null,
                null,
                null,
                null,
                "",
                null,
                detail,
                3,
                null,
                null);
    }

    static Flow flow(Host from, Host to, int port) {
        return new Flow(from, to, port);
    }

    /** An answer with one address a name, each with a TTL of 60 s; {@code chain} lies between question and address. */
    static DnsObservation answer(Host client, Host server, Instant at, String name, String address, String... chain) {
        List<DnsObservation.Answer> answers = new ArrayList<>();
        DomainName owner = new DomainName(name);
        for (String canonical : chain) {
            answers.add(new DnsObservation.Answer(owner, "CNAME", canonical, 60));
            owner = new DomainName(canonical);
        }
        answers.add(new DnsObservation.Answer(owner, "A", address, 60));
        return dns(client, server, at, name, "NOERROR", answers);
    }

    static DnsObservation unanswered(Host client, Host server, Instant at, String name) {
        return dns(client, server, at, name, null, List.of());
    }

    static DnsObservation dns(
            Host client,
            Host server,
            Instant at,
            String name,
            @Nullable String code,
            List<DnsObservation.Answer> answers) {
        return new DnsObservation(
                at,
                client.port(40_000),
                server.port(53),
                Transport.UDP,
                List.of(),
                7,
                new DomainName(name),
                "A",
                code,
                answers,
                Duration.ofMillis(3),
                false);
    }

    /** An ARP reply; a sender without a MAC address has a hardware address of another length. */
    static NeighborObservation arp(Host sender, Instant at, Integer... vlanIds) {
        return new NeighborObservation(
                at,
                NeighborObservation.Operation.REPLY,
                sender.mac(),
                sender.ip(),
                new MacAddress(0),
                sender.ip(),
                List.of(vlanIds),
                false,
                false);
    }

    /** A neighbor advertisement: the sender says that it has its address. */
    static NeighborObservation ndp(Host sender, Instant at, Integer... vlanIds) {
        MacAddress mac = sender.mac();
        if (mac == null) {
            throw new IllegalArgumentException("NDP needs a MAC address");
        }
        return new NeighborObservation(
                at,
                NeighborObservation.Operation.ADVERTISE,
                mac,
                sender.ip(),
                mac,
                IpAddress.parse("ff02::1"),
                List.of(vlanIds),
                true,
                false);
    }

    static RouterAdvertisementObservation advertisement(
            Host router, Instant at, Duration lifetime, String... resolvers) {
        return new RouterAdvertisementObservation(
                at,
                router.port(0),
                List.of(),
                lifetime,
                false,
                false,
                List.of(),
                Arrays.stream(resolvers).map(IpAddress::parse).toList(),
                List.of(),
                null);
    }

    /** A DHCPv6 server's word on a client; {@code clientMac} is absent where nothing tells it. */
    static DhcpObservation reply(
            Host server,
            @Nullable MacAddress clientMac,
            Instant at,
            @Nullable String fqdn,
            List<IpAddress> granted,
            String... resolvers) {
        return new DhcpObservation(
                at,
                6,
                "reply",
                clientMac,
                server.port(547),
                granted.isEmpty() ? null : granted.getFirst(),
                null,
                null,
                null,
                List.of(),
                server.ip(),
                List.of(),
                Arrays.stream(resolvers).map(IpAddress::parse).toList(),
                List.of(),
                Duration.ofHours(12),
                null,
                null,
                fqdn,
                null,
                granted.isEmpty() ? List.of() : granted.subList(1, granted.size()),
                List.of());
    }

    static DhcpObservation ack(Host server, Host client, Instant at, String hostname, String... resolvers) {
        return ack(
                server,
                client,
                at,
                hostname,
                Arrays.stream(resolvers).map(IpAddress::parse).toList(),
                List.of());
    }

    /** A lease that also says whom to ask for the time (option 42). */
    static DhcpObservation ack(
            Host server,
            Host client,
            Instant at,
            String hostname,
            List<IpAddress> resolvers,
            List<IpAddress> timeServers) {
        MacAddress mac = client.mac();
        if (mac == null) {
            throw new IllegalArgumentException("a lease needs a MAC address");
        }
        return new DhcpObservation(
                at,
                "ack",
                mac,
                server.port(67),
                client.ip(),
                null,
                hostname,
                null,
                List.of(),
                server.ip(),
                List.of(server.ip()),
                resolvers,
                timeServers,
                Duration.ofHours(12),
                null);
    }
}
