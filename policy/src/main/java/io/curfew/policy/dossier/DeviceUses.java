package io.curfew.policy.dossier;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.Answers;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.KnownPeers;
import io.curfew.policy.memory.KnownQuestions;
import io.curfew.policy.memory.PeerKey;
import io.curfew.policy.memory.QuestionKey;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps what each device did: at most {@value #MOST_PEERS} peers, {@value #MOST_QUESTIONS} questions and
 * {@value #MOST_SERVERS} servers; the eighth that was used longest ago makes room.
 */
final class DeviceUses {
    private static final int MOST_PEERS = 64;
    private static final int MANY_PEERS = 48;
    private static final int MOST_QUESTIONS = 128;
    private static final int MOST_SERVERS = 16;
    private static final int PART_THAT_LEAVES = 8;

    private final Rows rows;

    DeviceUses(Rows rows) {
        this.rows = rows;
    }

    /** Returns whether the peer, or what is thought of it, is news: to who has many, one more is none. */
    boolean exchange(Exchange exchange, IpAddress ip) {
        PeerKey key = new PeerKey(exchange.device(), ip, exchange.service(), exchange.initiated());
        Device.PeerUse known = rows.get(Table.PEERS, key);
        boolean isNews = known == null ? admitPeer(key) : !known.verdict().equals(exchange.verdict());
        rows.put(
                Table.PEERS,
                key,
                new Device.PeerUse(
                        exchange.peer().withoutOtherNames(),
                        exchange.service(),
                        exchange.initiated(),
                        (known == null ? 0 : known.flows()) + (exchange.isFirst() ? exchange.flows() : 0),
                        (known == null ? 0 : known.bytesSent()) + exchange.bytesSent(),
                        (known == null ? 0 : known.bytesReceived()) + exchange.bytesReceived(),
                        exchange.verdict(),
                        exchange.outcome(),
                        exchange.at(),
                        exchange.attempts(known == null ? Attempts.NONE : known.attempts()),
                        known == null ? exchange.first() : known.first(),
                        known == null ? resolved(ip, exchange.first()) : known.resolved()));
        return isNews;
    }

    /** Since when the site had been answered the address when the flow began; null when nobody had. */
    private @Nullable Instant resolved(IpAddress ip, Instant first) {
        Answers answers = rows.get(Table.ANSWERS_TO_SITE, ip);
        if (answers == null) {
            return null;
        }
        Instant earliest = answers.upstream();
        for (Answers.Answer answer : answers.latestFirst()) {
            earliest = earliest == null || answer.since().isBefore(earliest) ? answer.since() : earliest;
        }
        return earliest == null || earliest.isAfter(first) ? null : earliest;
    }

    /** Returns whether the name, or whether it is blocked, is new. */
    boolean question(DeviceId device, DnsObservation dns) {
        QuestionKey key = new QuestionKey(device, dns.questionName());
        Device.NameUse known = rows.get(Table.QUESTIONS, key);
        if (known == null) {
            admitQuestion(device, dns.questionName());
        }
        rows.put(
                Table.QUESTIONS,
                key,
                new Device.NameUse(
                        dns.questionName(),
                        known == null ? 1 : known.count() + 1,
                        dns.responseCode(),
                        dns.blocked(),
                        dns.at()));
        return known == null || known.blocked() != dns.blocked();
    }

    /** Notes that a server was asked; {@code facts} are those of the device that asked. Returns whether it is new. */
    boolean server(ServerKey key, List<KnownName> names, DeviceFacts facts, SitePlan plan, Instant at) {
        Device.ServerUse known = rows.get(Table.SERVERS, key);
        if (known == null) {
            admitServer(key);
        }
        boolean leased = switch (key.kind()) {
            case DNS -> facts.leasedResolvers().contains(key.ip()) || isAdvertised(key.ip());
            case NTP -> facts.leasedTimeServers().contains(key.ip());
        };
        boolean allowed = switch (key.kind()) {
            case DNS -> plan.isResolver(key.ip());
            case NTP ->
                plan.isTimeServer(key.ip()) || names.stream().anyMatch(called -> plan.isTimeServer(called.name()));
        };
        long count = known == null ? 1 : known.count() + 1;
        rows.put(Table.SERVERS, key, new Device.ServerUse(key.ip(), leased, allowed, count, at));
        return known == null;
    }

    private boolean isAdvertised(IpAddress resolver) {
        SiteFacts site = rows.get(Table.SITE, Table.ONLY);
        return site != null && site.advertisedResolvers().contains(resolver);
    }

    private boolean admitPeer(PeerKey key) {
        List<KnownPeers.Contact> known = knownPeers(key.device());
        List<KnownPeers.Contact> more = admitted(
                known,
                KnownPeers.Contact.of(key),
                MOST_PEERS,
                Table.PEERS,
                contact -> contact.key(key.device()),
                Device.PeerUse::last);
        rows.put(Table.KNOWN_PEERS, key.device(), new KnownPeers(more));
        return known.size() < MANY_PEERS;
    }

    private void admitQuestion(DeviceId device, DomainName name) {
        List<DomainName> more = admitted(
                knownQuestions(device),
                name,
                MOST_QUESTIONS,
                Table.QUESTIONS,
                asked -> new QuestionKey(device, asked),
                Device.NameUse::last);
        rows.put(Table.KNOWN_QUESTIONS, device, new KnownQuestions(more));
    }

    private void admitServer(ServerKey key) {
        rows.change(
                Table.DEVICES,
                key.device(),
                facts -> facts.withServers(admitted(
                        facts.servers(),
                        key,
                        MOST_SERVERS,
                        Table.SERVERS,
                        Function.identity(),
                        Device.ServerUse::last)));
    }

    private List<KnownPeers.Contact> knownPeers(DeviceId device) {
        KnownPeers known = rows.get(Table.KNOWN_PEERS, device);
        return known == null ? List.of() : known.contacts();
    }

    private List<DomainName> knownQuestions(DeviceId device) {
        KnownQuestions known = rows.get(Table.KNOWN_QUESTIONS, device);
        return known == null ? List.of() : known.names();
    }

    /** Adds to a list that is full at {@code most}: the eighth that was used longest ago leaves, its rows with it. */
    private <T, K, V> List<T> admitted(
            List<T> present, T entry, int most, Table<K, V> table, Function<T, K> key, Function<V, Instant> lastUsed) {
        List<T> admitted = new ArrayList<>(present);
        if (admitted.size() >= most) {
            List<T> leaving = longestUnused(present, Math.max(1, most / PART_THAT_LEAVES), table, key, lastUsed);
            admitted.removeAll(leaving);
            leaving.forEach(gone -> rows.remove(table, key.apply(gone)));
        }
        admitted.add(entry);
        return admitted;
    }

    private <T, K, V> List<T> longestUnused(
            List<T> present, int count, Table<K, V> table, Function<T, K> key, Function<V, Instant> lastUsed) {
        record Aged<T>(T entry, Instant lastUsed) {}
        List<Aged<T>> aged = new ArrayList<>(present.size());
        for (T candidate : present) {
            V row = rows.get(table, key.apply(candidate));
            aged.add(new Aged<>(candidate, row == null ? Instant.MIN : lastUsed.apply(row)));
        }
        aged.sort(Comparator.comparing(Aged::lastUsed));
        return aged.subList(0, count).stream().map(Aged::entry).toList();
    }

    List<Device.PeerUse> peers(DeviceId device) {
        return present(knownPeers(device), Table.PEERS, contact -> contact.key(device));
    }

    List<Device.NameUse> questions(DeviceId device) {
        return present(knownQuestions(device), Table.QUESTIONS, name -> new QuestionKey(device, name));
    }

    List<Device.ServerUse> servers(DeviceFacts facts, ServerKey.Kind kind) {
        List<ServerKey> ofKind =
                facts.servers().stream().filter(key -> key.kind() == kind).toList();
        return present(ofKind, Table.SERVERS, Function.identity());
    }

    private <T, K, V> List<V> present(List<T> entries, Table<K, V> table, Function<T, K> key) {
        List<V> present = new ArrayList<>(entries.size());
        for (T entry : entries) {
            V row = rows.get(table, key.apply(entry));
            if (row != null) {
                present.add(row);
            }
        }
        return present;
    }
}
