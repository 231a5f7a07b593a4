package io.curfew.policy.alert;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Keeps one alert for each site, rule or detection, device, peer and service, as many as {@link Table#ALERTS} holds:
 * one that makes room is told of as over before it is forgotten. What only happens again is counted: the alert is
 * worded anew when something else than its count has changed.
 */
public final class AlertBook {
    private static final String MADE_ROOM = "It made room for newer alerts: of a site " + Table.ALERTS.capacity()
            + " are kept. When it happens again, it opens anew, counted from one.";

    private final SiteId site;
    private final Rows rows;
    private final Identities identities;
    private final Ledger ledger;
    private final Tellings tellings;
    private final Dues dues;
    private final Room room;
    private final Gathering gathering;
    /** Those that made room since it was taken last, the first to go first. */
    private final List<Gone> gone = new ArrayList<>();

    /**
     * An alert that made room.
     *
     * @param alert as it was then
     * @param isToBeTold true when something of it was not told, or it was not over
     */
    private record Gone(Alert alert, boolean isToBeTold) {}

    /**
     * What was counted, without hours and evidence.
     *
     * @param gone what those had come to that made room, in that order; when they happen again, they count from one
     * @param kept what those have come to that are to be told of
     */
    public record Counts(List<Alert> gone, List<Alert> kept) {
        public Counts {
            gone = List.copyOf(gone);
            kept = List.copyOf(kept);
        }
    }

    public AlertBook(SiteId site, Rows rows) {
        this.site = site;
        this.rows = rows;
        identities = new Identities(site);
        ledger = new Ledger(rows);
        tellings = new Tellings(rows);
        dues = new Dues(rows, ledger);
        room = new Room(rows);
        gathering = new Gathering(rows);
    }

    /** How a matter is recognised. */
    public Identity identity(Matter matter) {
        return identities.of(matter);
    }

    /** True when the matter has an alert, whether it is over or not. */
    public boolean isKnown(Matter matter) {
        return rows.get(Table.ALERTS, identities.of(matter).alert()) != null;
    }

    /** The matter as it is told: where a device has too many about single peers, one for all further ones. */
    public Matter gathered(Matter matter) {
        return gathering.isOneTooMany(matter) && !isKnown(matter) ? Gathering.gathered(matter) : matter;
    }

    /**
     * Counts one occurrence. A matter that was resolved before it happened opens again.
     *
     * @return which occurrence it is, from 1
     */
    public long raise(Matter matter, Occurrence occurrence, long policyVersion) {
        return raise(identities.of(matter), matter, occurrence, policyVersion);
    }

    /** The same where the identity of the matter is known. */
    public long raise(Identity identity, Matter matter, Occurrence occurrence, long policyVersion) {
        String id = identity.alert();
        Alert known = rows.get(Table.ALERTS, id);
        Occurrences before = ledger.occurrences(id);
        if (before == null) {
            makeRoom();
        }
        long number = ledger.count(id, before, occurrence);
        if (known == null || before == null) {
            keep(worded(id, matter, Standing.opened(occurrence.first()), policyVersion));
            return number;
        }
        Standing standing = standing(known, before, occurrence.last());
        if (!standing.equals(known.standing())) {
            keep(worded(id, matter, standing, policyVersion));
        } else {
            if (isWordedAnew(known, matter, policyVersion)) {
                rows.put(Table.ALERTS, id, worded(id, matter, standing, policyVersion));
            }
            tellings.later(id, before);
        }
        return number;
    }

    /** Before one more alert is kept. */
    private void makeRoom() {
        List<String> leaving = room.leaving();
        for (String id : leaving) {
            Alert alert = rows.get(Table.ALERTS, id);
            Occurrences occurrences = ledger.occurrences(id);
            boolean isUntold = tellings.leave(id);
            gathering.turned(alert, null);
            if (alert != null && occurrences != null) {
                boolean isToBeTold = isUntold || alert.state() != Alert.State.RESOLVED;
                gone.add(new Gone(isToBeTold ? whole(alert, occurrences) : counted(alert, occurrences), isToBeTold));
            }
        }
        if (!leaving.isEmpty()) {
            rows.evict(Table.OCCURRENCES, leaving);
        }
    }

    /** Whoever was told of an alert that is known no more is told that, or it would stay open for ever. */
    private static Alert over(Alert gone, Instant now) {
        return gone.state() == Alert.State.RESOLVED
                ? gone
                : gone.with(gone.standing().resolved(now, MADE_ROOM));
    }

    /** Where a matter stands that happens again. */
    private static Standing standing(Alert known, Occurrences before, Instant again) {
        return known.standing().isRefutedBy(before.last(), again)
                ? known.standing().reopened(Standing.NOBODY, again)
                : known.standing();
    }

    /** True when a matter says something else than its alert. A description is asked only where it is at hand. */
    private static boolean isWordedAnew(Alert known, Matter matter, long policyVersion) {
        Matter.Who who = matter.who();
        boolean isSame = known.policyVersion() == policyVersion
                && known.severity() == matter.severity()
                && known.initiatorCertain() == matter.initiatorCertain()
                && known.deviceName().equals(who.name())
                && Objects.equals(known.mac(), who.mac())
                && Objects.equals(known.deviceIp(), who.ip())
                && Objects.equals(known.zone(), who.zone())
                && Objects.equals(known.peer(), matter.peer())
                && known.ruleText().equals(matter.ruleText());
        return !isSame || (matter.description() instanceof Matter.Text text && !isSaid(known, text));
    }

    private static boolean isSaid(Alert known, Matter.Text text) {
        return known.what().equals(text.what())
                && known.why().equals(text.why())
                && known.advice().equals(text.advice());
    }

    /** The alert of a matter without its count and evidence, which lie elsewhere. */
    private Alert worded(String id, Matter matter, Standing standing, long policyVersion) {
        Matter.Who who = matter.who();
        Matter.Text text = matter.description().text();
        return new Alert(
                id,
                site,
                matter.kind(),
                matter.origin(),
                who.device(),
                who.name(),
                who.mac(),
                who.ip(),
                who.zone(),
                matter.peer(),
                matter.service(),
                matter.severity(),
                standing,
                new Tally(0, Map.of(), Instant.EPOCH, Instant.EPOCH, List.of()),
                policyVersion,
                matter.ruleText(),
                text.remedy(),
                matter.initiatorCertain(),
                text.what(),
                text.why(),
                text.advice(),
                List.of());
    }

    /**
     * Says how an occurrence went that was counted without its outcome.
     *
     * @param number which it is, from 1
     * @param settled the same with its outcome; its evidence takes the place of the earlier one
     */
    public void settle(String id, long number, Occurrence settled) {
        Occurrences known = ledger.occurrences(id);
        if (known != null) {
            ledger.settle(id, known, number, settled);
            tellings.later(id, known);
        }
    }

    /** Says that what was counted goes on, so that an alert is not taken for over; told once in a while will do. */
    public void lasts(String id, Instant seen) {
        Alert known = rows.get(Table.ALERTS, id);
        Occurrences before = ledger.occurrences(id);
        if (known == null || before == null || !seen.isAfter(before.last())) {
            return;
        }
        ledger.put(id, before.lasting(seen));
        Standing standing = standing(known, before, seen);
        if (standing.equals(known.standing())) {
            tellings.later(id, before);
        } else {
            keep(known.with(standing));
        }
    }

    /** Says that a matter is over of which its detection knows the end; it opens again when it happens again. */
    public void end(Matter matter, Instant at) {
        turn(identities.of(matter).alert(), standing -> standing.resolved(Standing.NOBODY, at));
    }

    /** The same of an alert that is known, and why it is over. */
    public void end(String id, Instant at, String why) {
        turn(id, standing -> standing.resolved(at, why));
    }

    /** The alerts that are not over, in the order of their ids; their counts and evidence lie elsewhere. */
    public List<Alert> unresolved() {
        List<Alert> unresolved = new ArrayList<>();
        rows.forEach(Table.ALERTS, (id, alert) -> {
            if (alert.state() != Alert.State.RESOLVED) {
                unresolved.add(alert);
            }
        });
        unresolved.sort(Comparator.comparing(Alert::id));
        return unresolved;
    }

    /** What shows the matter of an alert, oldest first. */
    public List<Alert.Evidence> evidence(String id) {
        return ledger.evidence(id);
    }

    /** Does what a person decided; of an alert that is not there nothing becomes. */
    public void apply(Command.OfAlert command) {
        turn(command.alert(), standing -> LifeCycle.after(standing, command));
    }

    private void turn(String id, UnaryOperator<Standing> turn) {
        Alert known = rows.get(Table.ALERTS, id);
        if (known == null) {
            return;
        }
        Standing turned = turn.apply(known.standing());
        if (!turned.equals(known.standing())) {
            keep(known.with(turned));
        }
    }

    /** Time has passed: what is quiet for long is over, and what is muted no longer is told again. Cheap. */
    public void pass(Instant now) {
        for (Dues.Due due : dues.take(now)) {
            turn(due.alert().id(), standing -> passed(due, standing, now));
        }
    }

    /** It is {@code now} again, and earlier than it was: what happened at times that have yet to come happened now. */
    public void backTo(Instant now) {
        tellings.backTo(now);
        ledger.backTo(now).forEach(tellings::later);
        List<Alert> ahead = new ArrayList<>();
        rows.forEach(Table.ALERTS, (id, alert) -> {
            Standing standing = alert.standing().noLaterThan(now);
            if (!standing.equals(alert.standing())) {
                ahead.add(alert.with(standing));
            }
        });
        for (Alert alert : ahead) {
            rows.put(Table.ALERTS, alert.id(), alert);
            Occurrences occurrences = ledger.occurrences(alert.id());
            if (occurrences != null) {
                tellings.later(alert.id(), occurrences);
            }
        }
        dues.lookAgain();
    }

    /**
     * It is {@code now}, and was thought to be {@code before} for a while: what happened meanwhile is of that while.
     *
     * @param far what is further ahead of {@code before} was told in that while
     */
    public void caughtUp(Instant before, Duration far, Instant now) {
        ledger.caughtUp(before, far, now).forEach((id, held) -> caughtUp(id, held, before));
        dues.lookAgain();
    }

    private void caughtUp(String id, Ledger.Held held, Instant before) {
        Alert known = rows.get(Table.ALERTS, id);
        if (known == null) {
            return;
        }
        Instant first = held.caughtUp().first();
        Instant last = held.caughtUp().last();
        Standing dated = known.standing().cameAt(before, held.isNew() ? first : before, last);
        // What its detection said is over, within that while, is.
        boolean isRefuted =
                dated.resolution() != null && last.isAfter(dated.resolution().at());
        Standing standing = isRefuted ? dated.reopened(Standing.NOBODY, last) : dated;
        if (standing.equals(known.standing())) {
            tellings.later(id, held.caughtUp());
        } else {
            keep(known.with(standing));
        }
    }

    private static Standing passed(Dues.Due due, Standing standing, Instant now) {
        Instant until = standing.mutedUntil();
        Standing told = until == null ? standing : standing.unmuted(Standing.NOBODY, until);
        return due.quiet().isAfter(now) ? told : told.resolved(Standing.NOBODY, due.quiet());
    }

    /** Takes the alerts of which something became, and those that happened again and are due, as they are now. */
    public List<Alert> take(Instant now) {
        return told(tellings.take(now), now, this::whole);
    }

    /** Takes all that was not told of, due or not. */
    public List<Alert> takeAll(Instant now) {
        return told(tellings.takeAll(), now, this::whole);
    }

    /**
     * The same as {@link #take} for those who only count: without hours and evidence, which take time to put into
     * words, and with each that made room.
     */
    public Counts takeCounted(Instant now) {
        return counts(tellings.take(now), now);
    }

    /** The same as {@link #takeCounted} with all that was not told of, due or not. */
    public Counts takeAllCounted(Instant now) {
        return counts(tellings.takeAll(), now);
    }

    private Counts counts(List<String> ids, Instant now) {
        List<Alert> over = gone.stream().map(Gone::alert).toList();
        gone.clear();
        return new Counts(over, told(ids, now, AlertBook::counted));
    }

    private static Alert counted(Alert alert, Occurrences occurrences) {
        return alert.with(Ledger.tally(occurrences), List.of());
    }

    private Alert whole(Alert alert, Occurrences occurrences) {
        return alert.with(ledger.tally(alert.id(), occurrences), Summary.worded(ledger.evidence(alert.id())));
    }

    private List<Alert> told(List<String> ids, Instant now, BiFunction<Alert, Occurrences, Alert> telling) {
        if (ids.isEmpty() && gone.isEmpty()) {
            return List.of();
        }
        List<Alert> alerts = new ArrayList<>(gone.size() + ids.size());
        for (Gone one : gone) {
            if (one.isToBeTold()) {
                alerts.add(over(one.alert(), now));
            }
        }
        gone.clear();
        for (String id : ids) {
            Alert alert = rows.get(Table.ALERTS, id);
            Occurrences occurrences = ledger.occurrences(id);
            if (alert != null && occurrences != null) {
                ledger.put(id, occurrences.toldAt(now));
                alerts.add(telling.apply(alert, occurrences));
            }
        }
        return alerts;
    }

    /** An alert that opened, or turned. */
    private void keep(Alert alert) {
        gathering.turned(rows.get(Table.ALERTS, alert.id()), alert);
        rows.put(Table.ALERTS, alert.id(), alert);
        tellings.atOnce(alert.id());
        dues.watch(alert);
    }
}
