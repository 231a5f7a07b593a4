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
import java.util.Objects;

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
     * @param device by what it is known however the policy calls it, so that a policy that lists it takes no name from
     *     it
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
            rows.put(
                    Table.ANSWERS_TO_SITE,
                    ip,
                    isUpstream ? withUpstream(known, dns.at(), device) : with(known, entry, device));
            if (device != null) {
                AnswerKey key = new AnswerKey(device, ip);
                rows.put(Table.ANSWERS_TO_DEVICES, key, with(rows.get(Table.ANSWERS_TO_DEVICES, key), entry, null));
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

    /** The addresses that an answer names. */
    public static List<IpAddress> addresses(DnsObservation dns) {
        return dns.answers().stream()
                .map(NameBook::address)
                .filter(Objects::nonNull)
                .toList();
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

    private static Answers withUpstream(@Nullable Answers known, Instant at, @Nullable DeviceId by) {
        if (known == null) {
            return new Answers(List.of(), at, by);
        }
        boolean isEarliest = known.upstream() == null || at.isBefore(known.upstream());
        return isEarliest ? new Answers(known.latestFirst(), at, onlyOne(known, by)) : known;
    }

    /** Who asked, unless another one did before. */
    private static @Nullable DeviceId onlyOne(Answers known, @Nullable DeviceId by) {
        return Objects.equals(known.by(), by) ? by : null;
    }

    /** Puts an answer in its place by time: logs are read late, and sensors tell at different times. */
    private static Answers with(@Nullable Answers known, Answers.Answer told, @Nullable DeviceId by) {
        if (known == null) {
            return new Answers(List.of(told), null, by);
        }
        Answers.Answer entry = continued(known, told);
        List<Answers.Answer> answers = new ArrayList<>(known.latestFirst().size() + 1);
        for (Answers.Answer answer : known.latestFirst()) {
            if (!answer.name().equals(entry.name())) {
                answers.add(answer);
            }
        }
        int place = 0;
        while (place < answers.size() && answers.get(place).at().isAfter(entry.at())) {
            place++;
        }
        answers.add(place, entry);
        int size = Math.min(answers.size(), Answers.MOST_NAMES);
        return new Answers(answers.subList(0, size), known.upstream(), onlyOne(known, by));
    }

    /** An answer together with what is known of its name, unless that had run out in between. */
    private static Answers.Answer continued(Answers known, Answers.Answer told) {
        for (Answers.Answer other : known.latestFirst()) {
            if (!other.name().equals(told.name())) {
                continue;
            }
            Answers.Answer earlier = told.at().isBefore(other.at()) ? told : other;
            Answers.Answer later = told.at().isBefore(other.at()) ? other : told;
            boolean isContinued = later.since().isBefore(earlier.until());
            return !isContinued
                    ? later
                    : new Answers.Answer(
                            later.name(),
                            later.chain(),
                            later.at(),
                            earlier.until().isAfter(later.until()) ? earlier.until() : later.until(),
                            earlier.since().isBefore(later.since()) ? earlier.since() : later.since());
        }
        return told;
    }

    /** True when the address was in an answer that the site has seen. */
    public boolean wasResolved(IpAddress ip) {
        return rows.get(Table.ANSWERS_TO_SITE, ip) != null;
    }

    /**
     * The names that {@code ip} has for a device: all that it was answered, latest first; else the server name that it
     * sent; else the latest that any device of the site was answered; else none. What was answered only after
     * {@code at} stands behind all that was answered before it, and behind the server name.
     *
     * @param device as it was when they were learned
     * @param at when the device turned to the address
     */
    public List<KnownName> names(@Nullable DeviceId device, IpAddress ip, @Nullable DomainName serverName, Instant at) {
        return names(device, ip, serverName, at, true);
    }

    /** The same without what was answered only after {@code at}. */
    public List<KnownName> namesUntil(
            @Nullable DeviceId device, IpAddress ip, @Nullable DomainName serverName, Instant at) {
        return names(device, ip, serverName, at, false);
    }

    private List<KnownName> names(
            @Nullable DeviceId device, IpAddress ip, @Nullable DomainName serverName, Instant at, boolean lateToo) {
        Answers asked = device == null ? null : rows.get(Table.ANSWERS_TO_DEVICES, new AnswerKey(device, ip));
        if (serverName != null && !serverName.value().isEmpty() && !wasAnsweredBy(asked, at)) {
            return List.of(new KnownName(serverName, List.of(), Peer.NameSource.SERVER_NAME));
        }
        List<KnownName> names = valid(asked, at, Peer.NameSource.ANSWER_TO_DEVICE, lateToo);
        if (!names.isEmpty()) {
            return names;
        }
        List<KnownName> ofSite =
                valid(rows.get(Table.ANSWERS_TO_SITE, ip), at, Peer.NameSource.ANSWER_TO_SITE, lateToo);
        return ofSite.size() > 1 ? List.of(ofSite.getFirst()) : ofSite;
    }

    private static boolean wasAnsweredBy(@Nullable Answers answers, Instant at) {
        if (answers != null) {
            for (Answers.Answer answer : answers.latestFirst()) {
                if (at.isBefore(answer.until()) && !answer.since().isAfter(at)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The names that have not run out: those that were first answered by then before the others. */
    private static List<KnownName> valid(
            @Nullable Answers answers, Instant at, Peer.NameSource source, boolean lateToo) {
        if (answers == null) {
            return List.of();
        }
        List<KnownName> names = new ArrayList<>(answers.latestFirst().size());
        int byThen = 0;
        for (Answers.Answer answer : answers.latestFirst()) {
            boolean isLate = answer.since().isAfter(at);
            if (at.isBefore(answer.until()) && (lateToo || !isLate)) {
                names.add(isLate ? names.size() : byThen++, new KnownName(answer.name(), answer.chain(), source));
            }
        }
        return names;
    }
}
