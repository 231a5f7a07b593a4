package io.curfew.policy.watch;

import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.SiteId;
import io.curfew.policy.Attempts;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.Verdict;
import io.curfew.policy.detect.Sight;
import io.curfew.policy.memory.HourCounts;
import io.curfew.policy.memory.HourKey;
import io.curfew.policy.memory.HourLedger;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.service.Services;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Sums up what a site did by the hour, and tells of an hour a while after it is over. Keeps at most {@link #MOST_APART}
 * sums apart; of what comes beyond, one rest for each device, and where there are too many devices, one for all. Every
 * flow and question is in one sum.
 */
final class HourBook {
    /** How many sums are kept apart. */
    static final int MOST_APART = 6_144;

    private static final int MOST_WITH_RESTS = 7_680;

    /** How long after its end an hour is told of, and what came late after it came. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private final SiteId site;
    private final Rows rows;
    private final List<TrafficHour> told = new ArrayList<>();

    HourBook(SiteId site, Rows rows) {
        this.site = site;
        this.rows = rows;
    }

    /** Takes the hours that are to be told of. */
    List<TrafficHour> take() {
        if (told.isEmpty()) {
            return List.of();
        }
        List<TrafficHour> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** Counts what a flow did since it was told of last. */
    void flow(Sight sight, Verdict verdict, Instant now) {
        FlowObservation flow = sight.flow();
        Instant at = soberly(flow.at(), now);
        Party initiator = sight.initiator().party();
        Party responder = sight.responder().party();
        if (initiator.device() == null && responder.device() == null) {
            return;
        }
        Peer peer = initiator.device() == null
                ? sight.responder().peer()
                : sight.initiator().peer();
        boolean bothAreDevices = initiator.device() != null && responder.device() != null;
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        HourKey key = new HourKey(
                Occurrences.hourOf(at),
                initiator.device(),
                responder.device(),
                flow.transport(),
                flow.responder().port(),
                HourKey.Act.FLOW,
                result(verdict),
                rule(verdict),
                bothAreDevices || peer.name() != null ? null : peer.ip(),
                bothAreDevices ? null : peer.name());
        count(
                key,
                new HourCounts(
                        initiator.device() == null ? responder.zone() : initiator.zone(),
                        sight.isFirst() ? flow.flows() : 0,
                        hasEnded && flow.outcome() != null
                                ? Attempts.NONE.with(flow.outcome(), flow.flows())
                                : Attempts.NONE,
                        sight.newInitiatorBytes(),
                        sight.newResponderBytes(),
                        at,
                        at,
                        responder.zone()),
                now);
    }

    /** Counts a question of a device; the flow that carries it counts by itself. */
    void question(DnsObservation dns, JudgedObservation judged, Instant now) {
        if (judged.device() == null) {
            return;
        }
        Instant at = soberly(dns.at(), now);
        HourKey key = new HourKey(
                Occurrences.hourOf(at),
                judged.device(),
                judged.responderDevice(),
                dns.transport(),
                dns.server().port(),
                HourKey.Act.QUESTION,
                result(judged.verdict()),
                rule(judged.verdict()),
                null,
                dns.questionName());
        count(key, new HourCounts(judged.zone(), 1, attempts(dns), 0, 0, at, at, null), now);
    }

    /** Of a clock that is ahead, nothing is kept for an hour that has not come. */
    private static Instant soberly(Instant at, Instant now) {
        return at.isAfter(now) ? now : at;
    }

    private static Attempts attempts(DnsObservation dns) {
        if (dns.responseCode() == null) {
            return new Attempts(0, 1, 0, 0);
        }
        return switch (dns.responseCode()) {
            case "NOERROR", "NXDOMAIN" -> new Attempts(1, 0, 0, 0);
            case "REFUSED" -> new Attempts(0, 0, 1, 0);
            default -> new Attempts(0, 0, 0, 1);
        };
    }

    private void count(HourKey exact, HourCounts more, Instant now) {
        HourCounts known = rows.get(Table.HOURS, exact);
        if (known != null) {
            rows.put(Table.HOURS, exact, known.plus(more));
            return;
        }
        HourKey key = fitting(exact);
        HourCounts rest = rows.get(Table.HOURS, key);
        if (rest == null) {
            if (rows.size(Table.HOURS) >= Table.HOURS.capacity()) {
                tell(Long.MAX_VALUE, now);
            }
            makeDue(key.hour(), now);
        }
        rows.put(Table.HOURS, key, rest == null ? more : rest.plus(more));
    }

    private HourKey fitting(HourKey exact) {
        if (rows.size(Table.HOURS) < MOST_APART) {
            return exact;
        }
        HourKey rest = exact.withoutPeer();
        boolean fits = rows.size(Table.HOURS) < MOST_WITH_RESTS || rows.get(Table.HOURS, rest) != null;
        return fits ? rest : exact.withoutDevice();
    }

    private void makeDue(long hour, Instant now) {
        HourLedger ledger = ledger(now);
        Instant end = end(hour);
        Instant due = (end.isAfter(now) ? end : now).plus(GRACE);
        if (ledger.due() == null || due.isBefore(ledger.due())) {
            rows.put(Table.HOUR_LEDGER, Table.ONLY, new HourLedger(ledger.next(), due));
        }
    }

    /** Tells of the hours that are over when it is their time. */
    void pass(Instant now) {
        Instant due = ledger(now).due();
        if (due != null && !now.isBefore(due)) {
            tell(Occurrences.hourOf(now.minus(GRACE)), now);
        }
    }

    /** Tells of every hour before {@code next}. */
    private void tell(long next, Instant now) {
        record Sum(HourKey key, HourCounts counts) {}
        List<Sum> over = new ArrayList<>();
        long[] left = {Long.MAX_VALUE};
        rows.forEach(Table.HOURS, (key, counts) -> {
            if (key.hour() < next) {
                over.add(new Sum(key, counts));
            } else {
                left[0] = Math.min(left[0], key.hour());
            }
        });
        over.sort(Comparator.comparing(sum -> sum.key().toString()));
        long number = ledger(now).next();
        for (Sum sum : over) {
            told.add(hour(number, sum.key(), sum.counts()));
            number++;
            rows.remove(Table.HOURS, sum.key());
        }
        Instant due = left[0] == Long.MAX_VALUE ? null : end(left[0]).plus(GRACE);
        rows.put(Table.HOUR_LEDGER, Table.ONLY, new HourLedger(number, due));
    }

    private TrafficHour hour(long number, HourKey key, HourCounts counts) {
        Object peer = key.name() == null ? key.ip() : key.name();
        boolean isRest = key.responder() == null && peer == null;
        if (peer == null) {
            peer = key.responder();
        }
        return new TrafficHour(
                site,
                number,
                begin(key.hour()),
                key.device(),
                counts.zone(),
                key.responder(),
                counts.responderZone(),
                peer == null ? null : peer.toString(),
                isRest ? key.transport().text() : Services.name(key.transport(), key.port()),
                text(key.act()),
                text(key.result()),
                key.rule(),
                counts.count(),
                counts.attempts(),
                counts.initiatorBytes(),
                counts.responderBytes(),
                counts.first(),
                counts.last());
    }

    private HourLedger ledger(Instant now) {
        HourLedger known = rows.get(Table.HOUR_LEDGER, Table.ONLY);
        return known == null ? HourLedger.begin(now) : known;
    }

    private static HourKey.Result result(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> HourKey.Result.ALLOWED;
            case Verdict.Violation _ -> HourKey.Result.VIOLATION;
            case Verdict.Unjudged _ -> HourKey.Result.UNJUDGED;
        };
    }

    private static @Nullable String rule(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed allowed -> allowed.rule();
            case Verdict.Violation violation -> violation.rule();
            case Verdict.Unjudged _ -> null;
        };
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Instant begin(long hour) {
        return Instant.EPOCH.plus(Duration.ofHours(hour));
    }

    private static Instant end(long hour) {
        return begin(hour + 1);
    }
}
