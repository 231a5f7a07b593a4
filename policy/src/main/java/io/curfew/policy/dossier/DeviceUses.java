package io.curfew.policy.dossier;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Attempts;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.Answers;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.PeerKey;
import io.curfew.policy.memory.QuestionKey;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps what each device did: at most {@value #MOST_PEERS} peers, {@value #MOST_QUESTIONS} questions and
 * {@value #MOST_SERVERS} servers; what was used longest ago makes room.
 */
final class DeviceUses {
    private static final int MOST_PEERS = 64;
    private static final int MOST_QUESTIONS = 128;
    private static final int MOST_SERVERS = 16;

    private final Rows rows;

    DeviceUses(Rows rows) {
        this.rows = rows;
    }

    /** Returns whether the peer, or what is thought of it, is new. */
    boolean exchange(Exchange exchange, IpAddress ip) {
        PeerKey key = new PeerKey(exchange.device(), ip, exchange.service(), exchange.initiated());
        Device.PeerUse known = rows.get(Table.PEERS, key);
        if (known == null) {
            admitPeer(key);
        }
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
        return known == null || !known.verdict().equals(exchange.verdict());
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
    boolean server(ServerKey key, DeviceFacts facts, SitePlan plan, Instant at) {
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
            case NTP -> plan.isTimeServer(key.ip());
        };
        long count = known == null ? 1 : known.count() + 1;
        rows.put(Table.SERVERS, key, new Device.ServerUse(key.ip(), leased, allowed, count, at));
        return known == null;
    }

    private boolean isAdvertised(IpAddress resolver) {
        SiteFacts site = rows.get(Table.SITE, Table.ONLY);
        return site != null && site.advertisedResolvers().contains(resolver);
    }

    private void admitPeer(PeerKey key) {
        rows.change(
                Table.DEVICES,
                key.device(),
                facts -> facts.withPeers(
                        admit(facts.peers(), key, MOST_PEERS, Table.PEERS, Function.identity(), Device.PeerUse::last)));
    }

    private void admitQuestion(DeviceId device, DomainName name) {
        rows.change(
                Table.DEVICES,
                device,
                facts -> facts.withQuestions(admit(
                        facts.questions(),
                        name,
                        MOST_QUESTIONS,
                        Table.QUESTIONS,
                        asked -> new QuestionKey(device, asked),
                        Device.NameUse::last)));
    }

    private void admitServer(ServerKey key) {
        rows.change(
                Table.DEVICES,
                key.device(),
                facts -> facts.withServers(admit(
                        facts.servers(),
                        key,
                        MOST_SERVERS,
                        Table.SERVERS,
                        Function.identity(),
                        Device.ServerUse::last)));
    }

    /** Adds to a list that is full at {@code most}: what was used longest ago leaves, its row with it. */
    private <T, K, V> List<T> admit(
            List<T> present, T entry, int most, Table<K, V> table, Function<T, K> key, Function<V, Instant> lastUsed) {
        List<T> admitted = new ArrayList<>(present);
        if (admitted.size() >= most) {
            T oldest = admitted.getFirst();
            Instant longestAgo = Instant.MAX;
            for (T candidate : admitted) {
                V row = rows.get(table, key.apply(candidate));
                Instant last = row == null ? Instant.MIN : lastUsed.apply(row);
                if (last.isBefore(longestAgo)) {
                    longestAgo = last;
                    oldest = candidate;
                }
            }
            admitted.remove(oldest);
            rows.remove(table, key.apply(oldest));
        }
        admitted.add(entry);
        return admitted;
    }

    List<Device.PeerUse> peers(DeviceFacts facts) {
        return present(facts.peers(), Table.PEERS, Function.identity());
    }

    List<Device.NameUse> questions(DeviceId device, DeviceFacts facts) {
        return present(facts.questions(), Table.QUESTIONS, name -> new QuestionKey(device, name));
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
