package io.curfew.policy.alert;

import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Peer;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps one alert for each site, rule or detection, device, peer and service. A peer is told by its name where it has
 * one, so that a service that moves from address to address stays one matter.
 */
public final class AlertBook {
    /** The outcome of what has not ended. */
    public static final String UNKNOWN = "unknown";

    private static final int ID_BYTES = 16;

    private final SiteId site;
    private final Rows rows;
    private final Map<String, Alert> changed = new LinkedHashMap<>();

    public AlertBook(SiteId site, Rows rows) {
        this.site = site;
        this.rows = rows;
    }

    /**
     * Counts one occurrence.
     *
     * @param outcome how it went; {@link #UNKNOWN} when that will be told to {@link #settle}
     * @return the alert as it is now
     */
    public Alert raise(
            Matter matter, Alert.Evidence evidence, String outcome, Instant first, Instant last, long policyVersion) {
        String id = id(matter);
        Alert known = rows.get(Table.ALERTS, id);
        Map<String, Long> outcomes = new TreeMap<>(known == null ? Map.of() : known.outcomes());
        outcomes.merge(outcome, 1L, Long::sum);
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
                known == null ? Alert.State.OPEN : known.state(),
                known == null ? 1 : known.count() + 1,
                outcomes,
                known == null || first.isBefore(known.first()) ? first : known.first(),
                known == null || last.isAfter(known.last()) ? last : known.last(),
                policyVersion,
                matter.ruleText(),
                matter.initiatorCertain(),
                matter.text().what(),
                matter.text().why(),
                matter.text().advice(),
                with(known == null ? List.of() : known.evidence(), evidence),
                known == null ? null : known.acknowledgement());
        keep(alert);
        return alert;
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
        Map<String, Long> outcomes = new TreeMap<>(known.outcomes());
        outcomes.computeIfPresent(UNKNOWN, (key, count) -> count > 1 ? count - 1 : null);
        outcomes.merge(outcome, 1L, Long::sum);
        List<Alert.Evidence> settled = new ArrayList<>(known.evidence());
        settled.replaceAll(earlier -> earlier.at().equals(evidence.at())
                        && earlier.sensor().equals(evidence.sensor())
                        && earlier.kind().equals(evidence.kind())
                ? evidence
                : earlier);
        keep(changed(known, known.state(), outcomes, last, settled, known.acknowledgement()));
    }

    /** Notes that somebody took note; an alert that is not there stays absent. */
    public void acknowledge(Command.Acknowledge command) {
        Alert known = rows.get(Table.ALERTS, command.alert());
        if (known != null) {
            keep(changed(
                    known,
                    Alert.State.ACKNOWLEDGED,
                    known.outcomes(),
                    known.last(),
                    known.evidence(),
                    new Alert.Acknowledgement(command.by(), command.at(), command.note())));
        }
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

    private static Alert changed(
            Alert known,
            Alert.State state,
            Map<String, Long> outcomes,
            Instant last,
            List<Alert.Evidence> evidence,
            Alert.@Nullable Acknowledgement acknowledgement) {
        return new Alert(
                known.id(),
                known.site(),
                known.kind(),
                known.origin(),
                known.device(),
                known.deviceName(),
                known.mac(),
                known.deviceIp(),
                known.zone(),
                known.peer(),
                known.service(),
                known.severity(),
                state,
                known.count(),
                outcomes,
                known.first(),
                last.isAfter(known.last()) ? last : known.last(),
                known.policyVersion(),
                known.ruleText(),
                known.initiatorCertain(),
                known.what(),
                known.why(),
                known.advice(),
                evidence,
                acknowledgement);
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
