package io.curfew.policy.detect;

import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Occurrence;
import io.curfew.policy.alert.Summary;
import io.curfew.policy.coverage.Coverage;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.identity.IdentityBook;
import io.curfew.policy.judge.SiteRules;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.NameBook;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a detection may ask about the site while it looks at one observation, and whom it tells. */
public final class Scene {

    /** All that is known about the site; the same for every observation under one policy. */
    public record Site(
            SiteId id,
            SitePlan plan,
            SiteRules rules,
            Tunings tunings,
            long policyVersion,
            Rows rows,
            IdentityBook identities,
            NameBook names,
            DeviceBook devices,
            AlertBook alerts,
            List<Sighting> sightings) {

        /** The matter as the policy wants it; null when it does not want to be told. */
        public @Nullable Matter tuned(Matter matter) {
            Pattern pattern = Pattern.of(matter.origin());
            if (pattern == null) {
                throw new IllegalStateException("no such detection: " + matter.origin());
            }
            ListedDevice listed = plan.listed(matter.who().device());
            String zone = matter.who().zone();
            return tunings.isOff(pattern, listed, zone)
                    ? null
                    : matter.withSeverity(tunings.severity(pattern, listed, zone, matter.severity()));
        }
    }

    private static final long SECONDS_OF_A_MINUTE = 60;
    private static final Party NO_DEVICE = Party.outside(IpAddress.v4(0));

    private final Site site;
    private final SiteFacts facts;
    private final SensorId sensor;
    private final @Nullable Observation observation;
    private final Instant now;
    private final boolean isLearning;
    private final List<Matter> counted = new ArrayList<>(0);

    /**
     * @param facts the site's own row as it was before
     * @param observation what is looked at; absent when nothing but time has passed
     * @param now how late it is at the site
     */
    public Scene(Site site, SiteFacts facts, SensorId sensor, @Nullable Observation observation, Instant now) {
        this(site, facts, sensor, observation, now, false);
    }

    /** @param isLearning true when what is found is remembered and told to nobody */
    public Scene(
            Site site,
            SiteFacts facts,
            SensorId sensor,
            @Nullable Observation observation,
            Instant now,
            boolean isLearning) {
        this.isLearning = isLearning;
        this.site = site;
        this.facts = facts;
        this.sensor = sensor;
        this.observation = observation;
        this.now = now;
    }

    public SitePlan plan() {
        return site.plan();
    }

    public SiteRules rules() {
        return site.rules();
    }

    public long policyVersion() {
        return site.policyVersion();
    }

    public Rows rows() {
        return site.rows();
    }

    public IdentityBook identities() {
        return site.identities();
    }

    public NameBook names() {
        return site.names();
    }

    public DeviceBook devices() {
        return site.devices();
    }

    /** The site as a whole, as it was before the observation. */
    public SiteFacts facts() {
        return facts;
    }

    /** Who says so. */
    public SensorId sensor() {
        return sensor;
    }

    /** When it happened, no later than it is at the site: what a clock that is ahead says is of now. */
    public Instant at() {
        return observation == null ? now : soberly(observation.at());
    }

    /**
     * How late it is at the site: the latest time that any sensor named. A single sensor with a wrong clock does not
     * move it; it goes back only after such a clock had moved it all the same.
     */
    public Instant now() {
        return now;
    }

    /** A time that a sensor named, no later than the site's own. */
    public Instant soberly(Instant named) {
        return named.isAfter(now) ? now : named;
    }

    /** True when what is found is remembered and told to nobody. */
    public boolean isLearning() {
        return isLearning;
    }

    /** True when another minute has begun since the site's time went on last. */
    public boolean isNewMinute() {
        return Math.floorDiv(facts.latest().getEpochSecond(), SECONDS_OF_A_MINUTE)
                != Math.floorDiv(now.getEpochSecond(), SECONDS_OF_A_MINUTE);
    }

    /** What is known to be missing in what the site's sensors say. */
    public Gaps gaps() {
        Gaps gaps = site.rows().get(Table.GAPS, Table.ONLY);
        return gaps == null ? Gaps.NONE : gaps;
    }

    /** What is known to be missing in what was seen between two moments, with the silence that goes on. */
    public Coverage coverage(Instant since, Instant until) {
        return Coverage.between(SensorSilence.with(gaps(), until, this), since, until);
    }

    /** The same of all that was seen of the site until now. */
    public Coverage siteCoverage() {
        return coverage(facts.firstSeen(), at());
    }

    /** The same of the questions of the site, as far back as their answers are remembered. */
    public Coverage questionCoverage() {
        return coverage(questionsSince(), at());
    }

    /** Since when the questions of the site are watched, and their answers remembered. */
    public Instant questionsSince() {
        Instant since = facts.firstQuestion() == null ? at() : facts.firstQuestion();
        Instant forgotten = facts.forgotAnswerOf();
        return forgotten != null && forgotten.isAfter(since) ? forgotten : since;
    }

    /** Since when somebody watches without a break. */
    public Instant watchedSince() {
        return gaps().watchedSince();
    }

    /** The number that holds for a device, in the threshold's unit. */
    public long threshold(Threshold threshold, Party device) {
        return site.tunings().of(threshold, device.listed(), device.zone());
    }

    /** The same for sensors, which stand in no zone: what the policy says of every device. */
    public long threshold(Threshold threshold) {
        return threshold(threshold, NO_DEVICE);
    }

    /** True when a rule names the device, or the site has no rules at all: then its habits are looked at. */
    public boolean isWatched(Party device) {
        return device.device() != null
                && (site.rules().isEmpty() || site.rules().permissions(device).isNamed());
    }

    /** The party for people; its id is made of its address when it is no device. */
    public Matter.Who who(Party party) {
        DeviceId id = party.device() == null ? DeviceId.of(party.ip()) : party.device();
        return new Matter.Who(
                id, name(party), party.mac(), party.ip().isUnspecified() ? null : party.ip(), party.zone());
    }

    /** What people call the party. */
    public String name(Party party) {
        return party.device() == null ? party.ip().toString() : site.devices().name(site.plan(), party.device());
    }

    /** True when the matter has an alert, whether it is over or not. */
    public boolean isKnown(Matter matter) {
        return site.alerts().isKnown(matter);
    }

    /** Tells of a flow that is under observation: it counts once, and its outcome when it ends. */
    public void count(Matter matter) {
        Matter tuned = tuned(matter);
        if (tuned != null) {
            counted.add(tuned);
        }
    }

    /** What was told of the flow under observation. */
    public List<Matter> counted() {
        return counted;
    }

    /** Tells of something that has happened, with the observation as its evidence. */
    public void raise(Matter matter) {
        raise(
                matter,
                observation == null
                        ? new Alert.Evidence(now, sensor.value(), "time", "time has passed")
                        : Summary.evidence(observation, sensor, observation.at()));
    }

    /** Tells of something that has happened, seen at the time of the evidence. */
    public void raise(Matter matter, Alert.Evidence evidence) {
        raise(matter, evidence, evidence.at());
    }

    /** Tells of something that began with the evidence and lasts until {@code last}. */
    public void raise(Matter matter, Alert.Evidence evidence, Instant last) {
        Matter tuned = tuned(matter);
        if (tuned != null) {
            site.alerts().raise(tuned, occurrence(evidence, null, evidence.at(), last), site.policyVersion());
        }
    }

    /**
     * Something that began and ended no later than it is at the site, whatever a clock that is ahead says. Its evidence
     * keeps the time that the sensor named, by which its traffic is found.
     */
    public Occurrence occurrence(Alert.Evidence evidence, @Nullable Outcome outcome, Instant first, Instant last) {
        return new Occurrence(evidence, outcome, soberly(first), soberly(last));
    }

    /** Tells that something that was told of goes on, so that it is not taken for over: seen so until {@code last}. */
    public void lasts(Matter matter, Instant last) {
        Matter tuned = tuned(matter);
        if (tuned != null) {
            site.alerts().lasts(site.alerts().identity(tuned).alert(), last);
        }
    }

    /** Tells that something is over. */
    public void end(Matter matter) {
        if (!isLearning) {
            site.alerts().end(matter, now());
        }
    }

    /** Tells other sites, without a word of which site it is, what a device of this one shows. */
    public void sight(Trait trait, String detail, DeviceId device) {
        Coverage coverage = siteCoverage();
        Sighting.Watch watch = new Sighting.Watch(coverage.since(), coverage.missed());
        site.sightings().add(new Sighting(trait, detail, site.id(), device, at(), watch));
    }

    private @Nullable Matter tuned(Matter matter) {
        return isLearning ? null : site.tuned(matter);
    }
}
