package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device tried lately without getting anywhere. Two spells follow each other, each half as long as the time that
 * is looked at, so that what is counted reaches back at least that half, and at most the whole.
 *
 * @param now the spell that runs
 * @param before the one before it
 * @param last when something was tried last, to some seconds
 * @param victims some of the hosts, at most {@value #MOST_NAMED}
 * @param services some of what was tried there, as {@code telnet}, at most {@value #MOST_NAMED}
 * @param told how many pairs of host and port there were when it was told last, or fewer where it became less since; 0
 *     while it is no scan that was told
 * @param technique as it was told first; empty while it was not
 * @param over when something was tried last in a scan that was told and is over; absent when there was none
 */
public record Sweep(
        Spell now,
        Spell before,
        Instant last,
        List<IpAddress> victims,
        List<String> services,
        long told,
        String technique,
        @Nullable Instant over) {
    /** How many hosts and services are named. */
    public static final int MOST_NAMED = 6;

    /**
     * Tries of one spell.
     *
     * @param since when it began
     * @param hosts different hosts
     * @param ports different ports
     * @param pairs different ports of different hosts
     */
    public record Spell(Instant since, Distinct hosts, Distinct ports, Distinct pairs) {
        static Spell since(Instant moment) {
            return new Spell(moment, Distinct.none(), Distinct.none(), Distinct.none());
        }

        boolean knows(IpAddress host, int port) {
            return hosts.knows(host.high(), host.low())
                    && ports.knows(0, port)
                    && pairs.knows(host.high() * 31 + host.low(), port);
        }

        Spell with(IpAddress host, int port) {
            return new Spell(
                    since,
                    hosts.with(host.high(), host.low()),
                    ports.with(0, port),
                    pairs.with(host.high() * 31 + host.low(), port));
        }

        private Spell noLaterThan(Instant now) {
            return new Spell(Moments.earlier(since, now), hosts, ports, pairs);
        }

        /** What was tried in either. */
        public Spell and(Spell other) {
            return new Spell(other.since, hosts.and(other.hosts), ports.and(other.ports), pairs.and(other.pairs));
        }
    }

    public Sweep {
        victims = List.copyOf(victims);
        services = List.copyOf(services);
    }

    /** Nothing was tried before {@code moment}. */
    public static Sweep since(Instant moment) {
        return new Sweep(Spell.since(moment), Spell.since(moment), moment, List.of(), List.of(), 0, "", null);
    }

    /** The same at a later moment: what is longer ago than the time that is looked at is forgotten. */
    public Sweep at(Instant moment, long windowSeconds) {
        long half = Math.max(1, windowSeconds / 2);
        if (moment.isBefore(now.since.plusSeconds(half))) {
            return this;
        }
        if (!moment.isBefore(last.plusSeconds(half))) {
            Spell none = Spell.since(moment);
            return new Sweep(none, none, moment, List.of(), List.of(), 0, "", scanned());
        }
        return new Sweep(Spell.since(moment), now, last, victims, services, told, technique, over);
    }

    /** What was tried in both spells. */
    public Spell all() {
        return now.and(before);
    }

    /** When something was tried last in a scan that was told; null when there was none. */
    public @Nullable Instant scanned() {
        return told > 0 ? last : over;
    }

    /** True when one more try has to be written down. */
    public boolean isNews(IpAddress host, int port, Instant moment, long refreshSeconds) {
        return !now.knows(host, port) || !moment.isBefore(last.plusSeconds(refreshSeconds));
    }

    /** With one more try. */
    public Sweep with(IpAddress host, int port, String service, Instant moment) {
        return new Sweep(
                now.with(host, port),
                before,
                moment.isAfter(last) ? moment : last,
                withNamed(victims, host),
                withNamed(services, service),
                told,
                technique,
                over);
    }

    /** After it was told. */
    public Sweep withTold(long pairs, String as) {
        return new Sweep(now, before, last, victims, services, pairs, as, over);
    }

    /** As a scan that goes on with {@code pairs} of host and port: what is twice as much is told again. */
    public Sweep goingOn(long pairs) {
        return new Sweep(now, before, last, victims, services, Math.min(told, pairs), technique, over);
    }

    /** As a scan no longer: one that comes later is another one. */
    public Sweep ended() {
        return new Sweep(now, before, last, List.of(), List.of(), 0, "", scanned());
    }

    /** With nothing at times that have yet to come. */
    public Sweep noLaterThan(Instant moment) {
        return new Sweep(
                now.noLaterThan(moment),
                before.noLaterThan(moment),
                Moments.earlier(last, moment),
                victims,
                services,
                told,
                technique,
                Moments.earlierIfAny(over, moment));
    }

    private static <T> List<T> withNamed(List<T> known, T another) {
        if (known.size() >= MOST_NAMED || known.contains(another)) {
            return known;
        }
        List<T> more = new ArrayList<>(known);
        more.add(another);
        return more;
    }
}
