package io.curfew.policy.name;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.memory.AnswerKey;
import io.curfew.policy.memory.Answers;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers which names were answered for which address, to whom, for {@link #GRACE} longer than the answer lives. */
public final class NameBook {
    private static final Duration GRACE = Duration.ofHours(24);
    private static final Duration LONGEST_LIFE = Duration.ofDays(7);
    private static final int LONGEST_CHAIN = 8;

    private final Rows rows;

    public NameBook(Rows rows) {
        this.rows = rows;
    }

    /**
     * Learns the addresses of an answer, for the site and for the device that asked, if it is one.
     *
     * @param isUpstream true when a server of the site asked, for itself or for another: its answer names the address
     *     for no device but itself
     */
    public void learn(DnsObservation dns, @Nullable DeviceId device, boolean isUpstream) {
        List<DomainName> chain = chain(dns);
        for (DnsObservation.Answer answer : dns.answers()) {
            IpAddress ip = address(answer);
            if (ip == null) {
                continue;
            }
            Duration life = Duration.ofSeconds(Math.min(answer.ttlSeconds(), LONGEST_LIFE.toSeconds()));
            Answers.Answer entry = new Answers.Answer(
                    dns.questionName(), chain, dns.at(), dns.at().plus(life).plus(GRACE), dns.at());
            Answers known = rows.get(Table.ANSWERS_TO_SITE, ip);
            rows.put(Table.ANSWERS_TO_SITE, ip, isUpstream ? withUpstream(known, dns.at()) : with(known, entry));
            if (device != null) {
                AnswerKey key = new AnswerKey(device, ip);
                rows.put(Table.ANSWERS_TO_DEVICES, key, with(rows.get(Table.ANSWERS_TO_DEVICES, key), entry));
            }
        }
    }

    /** The canonical names that an answer goes through, without the name asked for. */
    public static List<DomainName> chain(DnsObservation dns) {
        List<DomainName> chain = new ArrayList<>();
        for (DnsObservation.Answer answer : dns.answers()) {
            if (answer.type().equals("CNAME") && !answer.data().isEmpty() && chain.size() < LONGEST_CHAIN) {
                DomainName target = new DomainName(answer.data());
                if (!target.equals(dns.questionName()) && !chain.contains(target)) {
                    chain.add(target);
                }
            }
        }
        return chain;
    }

    /** The address of an A or AAAA record; null for other records and for addresses that filters answer. */
    private static @Nullable IpAddress address(DnsObservation.Answer answer) {
        if (!answer.type().equals("A") && !answer.type().equals("AAAA")) {
            return null;
        }
        try {
            IpAddress ip = IpAddress.parse(answer.data());
            boolean loopback = ip.isV6() ? ip.high() == 0 && ip.low() == 1 : ip.low() >>> 24 == 127;
            return ip.isUnspecified() || loopback ? null : ip;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static Answers withUpstream(@Nullable Answers known, Instant at) {
        if (known == null) {
            return new Answers(List.of(), at);
        }
        return known.upstream() == null ? new Answers(known.latestFirst(), at) : known;
    }

    private static Answers with(@Nullable Answers known, Answers.Answer latest) {
        List<Answers.Answer> answers = new ArrayList<>(Answers.MOST_NAMES);
        answers.add(known == null ? latest : continued(known, latest));
        if (known != null) {
            for (Answers.Answer answer : known.latestFirst()) {
                if (answers.size() < Answers.MOST_NAMES && !answer.name().equals(latest.name())) {
                    answers.add(answer);
                }
            }
        }
        return new Answers(answers, known == null ? null : known.upstream());
    }

    private static Answers.Answer continued(Answers known, Answers.Answer latest) {
        for (Answers.Answer earlier : known.latestFirst()) {
            if (earlier.name().equals(latest.name()) && latest.at().isBefore(earlier.until())) {
                return new Answers.Answer(latest.name(), latest.chain(), latest.at(), latest.until(), earlier.since());
            }
        }
        return latest;
    }

    /** True when the address was in an answer that the site has seen. */
    public boolean wasResolved(IpAddress ip) {
        return rows.get(Table.ANSWERS_TO_SITE, ip) != null;
    }

    /**
     * The names that {@code ip} has for a device: all that it was answered, latest first; else the server name that it
     * sent; else the latest that any device of the site was answered; else none.
     */
    public List<KnownName> names(@Nullable DeviceId device, IpAddress ip, @Nullable DomainName serverName, Instant at) {
        if (device != null) {
            List<KnownName> asked = valid(rows.get(Table.ANSWERS_TO_DEVICES, new AnswerKey(device, ip)), at);
            if (!asked.isEmpty()) {
                return asked;
            }
        }
        if (serverName != null && !serverName.value().isEmpty()) {
            return List.of(new KnownName(serverName, List.of(), Peer.NameSource.SERVER_NAME));
        }
        Answers answers = rows.get(Table.ANSWERS_TO_SITE, ip);
        if (answers != null) {
            for (Answers.Answer answer : answers.latestFirst()) {
                if (at.isBefore(answer.until())) {
                    return List.of(new KnownName(answer.name(), answer.chain(), Peer.NameSource.ANSWER_TO_SITE));
                }
            }
        }
        return List.of();
    }

    private static List<KnownName> valid(@Nullable Answers answers, Instant at) {
        if (answers == null) {
            return List.of();
        }
        List<KnownName> names = new ArrayList<>(answers.latestFirst().size());
        for (Answers.Answer answer : answers.latestFirst()) {
            if (at.isBefore(answer.until())) {
                names.add(new KnownName(answer.name(), answer.chain(), Peer.NameSource.ANSWER_TO_DEVICE));
            }
        }
        return names;
    }
}
