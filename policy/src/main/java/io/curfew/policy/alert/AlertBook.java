package io.curfew.policy.alert;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Peer;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Keeps one alert for each site, rule or detection, device, peer and service. A peer is told by its name where it has
 * one, so that a service that moves from address to address stays one matter.
 */
public final class AlertBook {
    /** The outcome of what has not ended. */
    public static final String UNKNOWN = Tally.UNKNOWN;

    private static final int ID_BYTES = 16;

    private final SiteId site;
    private final Rows rows;
    private final Dues dues;
    private final Map<String, Alert> changed = new LinkedHashMap<>();

    public AlertBook(SiteId site, Rows rows) {
        this.site = site;
        this.rows = rows;
        dues = new Dues(rows);
    }

    /**
     * Counts one occurrence. A matter that was resolved before it happened opens again.
     *
     * @param outcome how it went; {@link #UNKNOWN} when that will be told to {@link #settle}
     * @return the alert as it is now
     */
    public Alert raise(
            Matter matter, Alert.Evidence evidence, String outcome, Instant first, Instant last, long policyVersion) {
        String id = id(matter);
        Alert known = rows.get(Table.ALERTS, id);
        Matter.Who who = matter.who();
        Alert alert = new Alert(
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
                known == null ? Standing.opened(first) : standing(known, last),
                known == null
                        ? Tally.once(outcome, evidence.at(), first, last)
                        : known.tally().counting(outcome, evidence.at(), first, last),
                policyVersion,
                matter.ruleText(),
                matter.remedy(),
                matter.initiatorCertain(),
                matter.text().what(),
                matter.text().why(),
                matter.text().advice(),
                with(known == null ? List.of() : known.evidence(), evidence));
        keep(alert);
        if (known == null || known.state() != alert.state()) {
            dues.watch(alert);
        }
        return alert;
    }

    /** Where a matter stands that happens again. */
    private static Standing standing(Alert known, Instant again) {
        return known.standing().isRefutedBy(known.last(), again)
                ? known.standing().reopened(Standing.NOBODY, again)
                : known.standing();
    }

    /**
     * Says how an occurrence that was counted as {@link #UNKNOWN} went.
     *
     * @param evidence takes the place of the one with the same time, sensor and kind
     */
    public void settle(String id, Alert.Evidence evidence, String outcome, Instant last) {
        Alert known = rows.get(Table.ALERTS, id);
        if (known == null) {
            return;
        }
        List<Alert.Evidence> settled = new ArrayList<>(known.evidence());
        settled.replaceAll(earlier -> earlier.at().equals(evidence.at())
                        && earlier.sensor().equals(evidence.sensor())
                        && earlier.kind().equals(evidence.kind())
                ? evidence
                : earlier);
        keep(known.with(known.tally().settling(outcome, evidence.at(), last), settled));
    }

    /** Says that what was counted goes on, so that an alert is not taken for over; told once in a while will do. */
    public void lasts(String id, Instant seen) {
        Alert known = rows.get(Table.ALERTS, id);
        if (known == null || !seen.isAfter(known.last())) {
            return;
        }
        Standing standing = standing(known, seen);
        keep(known.with(known.tally().lasting(seen), known.evidence()).with(standing));
        if (standing.state() != known.state()) {
            dues.watch(known.with(standing));
        }
    }

    /** Says that a matter is over of which its detection knows the end; it opens again when it happens again. */
    public void end(Matter matter, Instant at) {
        turn(id(matter), standing -> standing.resolved(Standing.NOBODY, at));
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
            Alert alert = known.with(turned);
            keep(alert);
            dues.watch(alert);
        }
    }

    /** Time has passed: what is quiet for long is over, and what is muted no longer is told again. Cheap. */
    public void pass(Instant now) {
        for (Alert alert : dues.due(now)) {
            turn(alert.id(), standing -> passed(alert, standing, now));
        }
    }

    private static Standing passed(Alert alert, Standing standing, Instant now) {
        Instant quiet = QuietTime.end(alert);
        Instant until = standing.mutedUntil();
        Standing told = until == null ? standing : standing.unmuted(Standing.NOBODY, until);
        return quiet.isAfter(now) ? told : told.resolved(Standing.NOBODY, quiet);
    }
    /** Takes the alerts that changed, as they are now. */
    public List<Alert> takeChanged() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Alert> taken = List.copyOf(changed.values());
        changed.clear();
        return taken;
    }

    private void keep(Alert alert) {
        rows.put(Table.ALERTS, alert.id(), alert);
        changed.put(alert.id(), alert);
    }

    /** The first piece stays, the latest follow. */
    private static List<Alert.Evidence> with(List<Alert.Evidence> known, Alert.Evidence latest) {
        List<Alert.Evidence> evidence = new ArrayList<>(known);
        if (evidence.size() >= Alert.MOST_EVIDENCE) {
            evidence.remove(1);
        }
        evidence.add(latest);
        return evidence;
    }

    private String id(Matter matter) {
        String about = String.join(
                "\n",
                site.value(),
                matter.kind().name(),
                matter.origin(),
                matter.who().device().value(),
                matter.peer() == null ? "" : key(matter.peer()),
                matter.service() == null ? "" : matter.service());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String key(Peer peer) {
        return peer.name() == null ? String.valueOf(peer.ip()) : peer.name().value();
    }
}
