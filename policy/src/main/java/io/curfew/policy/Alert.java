package io.curfew.policy;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One open matter per (site, rule or detection, device, peer, service); repeats are counted, not added. Holds at most
 * {@value #MOST_EVIDENCE} pieces of evidence: the first one, and the latest; of those that are alike, one a minute.
 *
 * @param id derived from what the alert is about, so that judging again gives the same alert
 * @param site where
 * @param kind whether a rule or a detection raised it
 * @param origin the rule's or the detection's id
 * @param device who
 * @param deviceName how people call the device; its id when nobody named it
 * @param mac the device's MAC address; absent when unknown
 * @param deviceIp the device's address when last seen doing it; absent when unknown
 * @param zone the device's zone; absent when none holds it
 * @param peer to whom; absent when the matter is the device itself, or many peers at once
 * @param service what for, as {@code https}, {@code tcp/8883}; absent where the peer is
 * @param severity how much it matters
 * @param standing where the matter stands, and how it came there; in JSON its parts are parts of the alert
 * @param tally how often it happened and when; in JSON its parts are parts of the alert
 * @param policyVersion the policy version that judged it last; 0 without a policy
 * @param ruleText from the policy: the entry that denies, or all that the rule allows; empty for detections, and where
 *     many peers are gathered
 * @param remedy the entry of a rule that would allow it to this device; absent when none would
 * @param initiatorCertain false when who started it is only inferred
 * @param what one or two sentences: what happened
 * @param why one or two sentences: why it matters
 * @param advice one or two sentences: what to do
 * @param evidence the observations behind it, oldest first
 */
public record Alert(
        String id,
        SiteId site,
        Kind kind,
        String origin,
        DeviceId device,
        String deviceName,
        @Nullable MacAddress mac,
        @Nullable IpAddress deviceIp,
        @Nullable String zone,
        @Nullable Peer peer,
        @Nullable String service,
        Severity severity,
        Standing standing,
        Tally tally,
        long policyVersion,
        String ruleText,
        @Nullable String remedy,
        boolean initiatorCertain,
        String what,
        String why,
        String advice,
        List<Evidence> evidence) {
    /** The most pieces of evidence that an alert keeps. */
    public static final int MOST_EVIDENCE = 10;

    /** What raised an alert. */
    public enum Kind {
        RULE,
        DETECTION
    }

    /** Where a matter stands. */
    public enum State {
        /** It wants a person's attention; {@link Standing#reopened()} says whether it was resolved before. */
        OPEN,
        /** A person knows of it. It keeps counting. */
        ACKNOWLEDGED,
        /** A person wants to hear of it no more until a certain time. It keeps counting. */
        MUTED,
        /** It is over: a person says so, or it has not happened for long. It opens again when it happens again. */
        RESOLVED
    }

    /**
     * One observation behind an alert.
     *
     * @param at when: the time of the observation by which it was first told, so that its traffic can be found
     * @param sensor which sensor saw it
     * @param kind {@code flow}, {@code dns}, {@code dhcp} and so on
     * @param summary the observation in one line for a person
     * @param flow the flow, for that kind
     * @param question the question with its answers, for {@code dns}
     * @param speaker who said it, for DHCP, neighbors, router advertisements, time and announcements
     */
    public record Evidence(
            Instant at,
            String sensor,
            String kind,
            String summary,
            @Nullable SeenFlow flow,
            @Nullable SeenQuestion question,
            @Nullable SeenEnd speaker) {
        /** What a line says all of. */
        public Evidence(Instant at, String sensor, String kind, String summary) {
            this(at, sensor, kind, summary, null, null, null);
        }

        /** The same in other words. */
        public Evidence withSummary(String other) {
            return new Evidence(at, sensor, kind, other, flow, question, speaker);
        }
    }

    public Alert {
        Objects.requireNonNull(id, "an alert has an id");
        Objects.requireNonNull(site, "an alert is of one site");
        Objects.requireNonNull(device, "an alert is about a device");
        Objects.requireNonNull(standing, "an alert stands somewhere");
        Objects.requireNonNull(tally, "an alert has happened");
        evidence = List.copyOf(evidence);
        if (evidence.size() > MOST_EVIDENCE) {
            throw new IllegalArgumentException(
                    "an alert keeps at most " + MOST_EVIDENCE + " pieces of evidence, had " + evidence.size());
        }
    }

    public State state() {
        return standing.state();
    }

    public long count() {
        return tally.count();
    }

    public Map<String, Long> outcomes() {
        return tally.outcomes();
    }

    public Instant first() {
        return tally.first();
    }

    public Instant last() {
        return tally.last();
    }

    public Alert with(Standing other) {
        return with(other, tally, evidence);
    }

    public Alert with(Tally other, List<Evidence> seen) {
        return with(standing, other, seen);
    }

    private Alert with(Standing otherStanding, Tally otherTally, List<Evidence> otherEvidence) {
        return new Alert(
                id,
                site,
                kind,
                origin,
                device,
                deviceName,
                mac,
                deviceIp,
                zone,
                peer,
                service,
                severity,
                otherStanding,
                otherTally,
                policyVersion,
                ruleText,
                remedy,
                initiatorCertain,
                what,
                why,
                advice,
                otherEvidence);
    }
}
