package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Sighting;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Occurrence;
import io.curfew.policy.coverage.Coverage;
import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.SameAtManySites;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.detect.Tunings;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.identity.IdentityBook;
import io.curfew.policy.judge.SiteRules;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.PolicyChanges;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.NameBook;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Watches one site. The same observations, policies and memory give the same findings. All that it remembers lies in
 * its {@link SiteMemory}; for one thread.
 */
public final class SiteWatch {
    /** How far the site's time goes on before detections are told. */
    private static final Duration STEP = Duration.ofSeconds(10);

    /** Who says that time has passed where no sensor does. */
    private static final SensorId NOBODY = new SensorId("nobody");

    private final SiteId site;
    private final SiteMemory memory;
    private final Rows rows;
    private final IdentityBook identities;
    private final NameBook names;
    private final DeviceBook devices;
    private final AlertBook alerts;
    private final Detections detections = new Detections();
    private final FlowWatch flows;
    private final QuestionWatch questions;
    private final SegmentWatch segments;
    private final TimeWatch times;
    private final List<Sighting> sightings = new ArrayList<>();
    private final SiteClock clock;
    private final @Nullable HourBook hours;
    private Policy policy;
    private Scene.Site scenery;
    private SitePlan plan;
    private SiteRules rules;
    private boolean isPolicyNoted;
    /** How late it was when something was observed last, until what came of it is taken. */
    private @Nullable Instant moment;

    public SiteWatch(SiteId site, SiteMemory memory) {
        this(site, memory, false);
    }

    /** @param sumsHours true where somebody calls {@link #takeHours()} */
    public SiteWatch(SiteId site, SiteMemory memory, boolean sumsHours) {
        this.site = site;
        this.memory = memory;
        rows = new Rows(memory);
        hours = sumsHours ? new HourBook(site, rows) : null;
        identities = new IdentityBook(rows);
        names = new NameBook(rows);
        devices = new DeviceBook(site, rows);
        alerts = new AlertBook(site, rows);
        clock = new SiteClock(rows);
        Greeter greeter = new Greeter(devices, detections);
        flows = new FlowWatch(new FlowCounts(rows, devices, alerts), detections, greeter, hours);
        questions = new QuestionWatch(detections, greeter);
        segments = new SegmentWatch(detections, greeter);
        times = new TimeWatch(detections, greeter);
        policy = Policy.none();
        plan = SitePlan.of(policy, site);
        rules = new SiteRules(policy, site, plan);
        scenery = scenery();
    }

    public SiteId site() {
        return site;
    }

    public SiteMemory memory() {
        return memory;
    }

    /** Takes the hours that are to be told of. */
    public List<TrafficHour> takeHours() {
        return hours == null ? List.of() : hours.take();
    }

    /** Judges one observation of this site, in the order in which its sensor made them. */
    public JudgedObservation observe(Policy current, SensorRun run, Observation observation) {
        return observe(current, run, observation, false);
    }

    /**
     * Remembers what one observation shows, as {@link #observe} does, and tells nobody what is forbidden or found in
     * it: no alert counts it. A flow that goes on afterwards counts when it is observed next.
     */
    public void learn(Policy current, SensorRun run, Observation observation) {
        var _ = observe(current, run, observation, true);
    }

    private JudgedObservation observe(Policy current, SensorRun run, Observation observation, boolean isLearning) {
        adopt(current);
        Instant at = observation.at();
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts == null) {
            facts = SiteFacts.since(at);
            rows.put(Table.SITE, Table.ONLY, facts);
        }
        Instant now = clock.at(facts, observation);
        if (facts.latest().isBefore(SiteClock.UNSET) && !now.isBefore(SiteClock.UNSET)) {
            facts = SiteFacts.since(now);
            rows.put(Table.SITE, Table.ONLY, facts);
            nobodyWatchedUntil(now);
        }
        begin(current, facts, now);
        Scene scene = new Scene(scenery, facts, run.sensor(), observation, now, isLearning);
        JudgedObservation judged = switch (observation) {
            case FlowObservation flow -> flows.judge(scenery, scene, run, flow);
            case DnsObservation dns -> questions.judge(scenery, scene, dns);
            case DhcpObservation dhcp -> segments.judge(scenery, scene, dhcp);
            case NeighborObservation neighbor -> segments.judge(scenery, scene, neighbor);
            case RouterAdvertisementObservation advertisement -> segments.judge(scenery, scene, advertisement);
            case NtpObservation ntp -> times.judge(scenery, scene, ntp);
            case AnnouncementObservation announcement -> segments.judge(scenery, scene, announcement);
            case StatusObservation status -> status(status, scene);
        };
        if (hours != null && observation instanceof DnsObservation dns) {
            hours.question(dns, judged, now);
        }
        if (!now.isBefore(facts.latest().plus(STEP)) || now.isBefore(facts.latest())) {
            if (now.isAfter(facts.latest().plus(SiteClock.FAR))) {
                nobodyWatchedUntil(now);
                alerts.caughtUp(facts.latest(), SiteClock.FAR, now);
            } else if (now.isBefore(facts.latest())) {
                new TimeReturn(rows, alerts).to(now);
            }
            pass(now, scene);
        }
        moment = now;
        return judged;
    }

    /**
     * Takes what has come of all that was observed and done since it was taken last: every alert and dossier that is
     * worth telling now, as it is now. An alert that only happened again is told of after a while; see
     * {@link #takeAll()} for the end.
     */
    public Findings take() {
        List<Device> dossiers = moment == null ? devices.takeDueAtOnce(plan) : devices.takeDue(plan, moment);
        List<Alert> told = alerts.take(moment == null ? latest() : moment);
        moment = null;
        return new Findings(told, dossiers, takeSightings());
    }

    /** What {@link #take()} tells of alerts without hours and evidence, for those who only count: words take time. */
    public AlertBook.Counts takeCounted() {
        sightings.clear();
        return alerts.takeCounted(latest());
    }

    /** The same at the end, with every alert that was not told of. */
    public AlertBook.Counts takeAllCounted() {
        sightings.clear();
        return alerts.takeAllCounted(latest());
    }

    /** The same as {@link #take()} at the end, when nothing comes after it: with every alert that was not told of. */
    public Findings takeAll() {
        return new Findings(alerts.takeAll(latest()), List.of(), takeSightings());
    }

    private Instant latest() {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        return facts == null ? Instant.EPOCH : facts.latest();
    }

    /** Keeps since when a policy has judged the site, and what it changed there; what it allows is over. */
    private void begin(Policy current, SiteFacts facts, Instant at) {
        if (isPolicyNoted) {
            return;
        }
        isPolicyNoted = true;
        PolicyChanges known = rows.get(Table.POLICIES, Table.ONLY);
        PolicyChanges changes = known == null ? PolicyChanges.NONE : known;
        PolicyChanges more = changes.with(current.version(), current.imprint(site), at);
        if (!more.equals(changes)) {
            rows.put(Table.POLICIES, Table.ONLY, more);
        }
        if (known != null && more.saysElseThan(known)) {
            new PolicyTurn(current, scenery, new Scene(scenery, facts, NOBODY, null, at)).look();
        }
    }

    /**
     * Lets time pass at a site of which nothing is heard. The collector does so as its machine counts time, since a
     * site whose only sensor is silent tells no time; a replay and an audit never do, so that they depend on the
     * observations alone.
     */
    public void pass(Policy current, Duration elapsed) {
        adopt(current);
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts == null) {
            return;
        }
        Instant now = facts.latest().plus(elapsed);
        nobodyWatchedUntil(now);
        begin(current, facts, now);
        pass(now, new Scene(scenery, facts, NOBODY, null, now));
        moment = now;
    }

    /** Notes that batches did not arrive that a sensor numbered; fewer than none when some came after all. */
    public void missing(Policy current, SensorId sensor, long batches) {
        adopt(current);
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts != null) {
            detections.missing(sensor, batches, new Scene(scenery, facts, sensor, null, facts.latest()));
        }
    }

    /** What is known to be missing in what was seen between two moments, as far as the site's time has come. */
    public Coverage coverage(Instant since, Instant until) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        return facts == null
                ? Coverage.between(Gaps.NONE, since, until)
                : new Scene(scenery, facts, NOBODY, null, facts.latest()).coverage(since, until);
    }

    private void nobodyWatchedUntil(Instant moment) {
        Gaps known = rows.get(Table.GAPS, Table.ONLY);
        rows.put(Table.GAPS, Table.ONLY, (known == null ? Gaps.NONE : known).withBreak(moment));
    }

    private void pass(Instant now, Scene scene) {
        rows.change(Table.SITE, Table.ONLY, facts -> facts.withLatest(now));
        detections.pass(scene);
        alerts.pass(now);
        if (hours != null) {
            hours.pass(now);
        }
    }

    private JudgedObservation status(StatusObservation status, Scene scene) {
        devices.makeNewsDue();
        detections.status(status, scene);
        return new JudgedObservation(status, null, null, null, null, Verdict.UNJUDGED);
    }

    /** The dossier of each device, by id, as it is now; they stay due. */
    public List<Device> dossiers(Policy current) {
        adopt(current);
        return devices.all(plan);
    }

    /** Does what a person decided; a command about something that is not there changes nothing. */
    public void apply(Policy current, Command command) {
        adopt(current);
        switch (command) {
            case Command.OfAlert ofAlert -> alerts.apply(ofAlert);
            case Command.Adopt adopt -> devices.remark(adopt);
            case Command.Invite _ -> {}
            case Command.Enrol enrol -> tell(enrol.sensor(), detections::enrolled);
            case Command.Revoke revoke -> tell(revoke.sensor(), detections::revoked);
        }
    }

    /** Tells detections what became of a sensor, at a site of which anything is known. */
    private void tell(SensorId sensor, BiConsumer<SensorId, Scene> news) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts != null) {
            news.accept(sensor, new Scene(scenery, facts, sensor, null, facts.latest()));
        }
    }

    /** Takes what the site has in common with others. */
    public void hear(Policy current, Hint hint) {
        adopt(current);
        SiteFacts known = rows.get(Table.SITE, Table.ONLY);
        DeviceFacts facts = rows.get(Table.DEVICES, hint.device());
        if (known != null && facts != null) {
            IpAddress ip =
                    facts.addresses().isEmpty() ? null : facts.addresses().getFirst();
            Matter.Who who =
                    new Matter.Who(hint.device(), devices.name(plan, hint.device()), facts.mac(), ip, facts.zone());
            Scene scene = new Scene(scenery, known, NOBODY, null, known.latest());
            Matter matter = scenery.tuned(SameAtManySites.matter(hint, who, scene));
            if (matter != null) {
                Alert.Evidence evidence = new Alert.Evidence(
                        hint.at(), "", "sites", matter.description().text().what());
                alerts.raise(matter, new Occurrence(evidence, null, hint.at(), hint.at()), policy.version());
            }
        }
    }

    private List<Sighting> takeSightings() {
        if (sightings.isEmpty()) {
            return List.of();
        }
        List<Sighting> taken = List.copyOf(sightings);
        sightings.clear();
        return taken;
    }

    /** Makes a policy ready when it is another than before. */
    @SuppressWarnings("ReferenceEquality") // a policy is compared by value only when it is another object
    private void adopt(Policy current) {
        if (current == policy) {
            return;
        }
        if (!current.equals(policy)) {
            plan = SitePlan.of(current, site);
            rules = new SiteRules(current, site, plan);
        }
        policy = current;
        scenery = scenery();
        isPolicyNoted = false;
    }

    private Scene.Site scenery() {
        Tunings tunings = new Tunings(policy, site);
        return new Scene.Site(
                site, plan, rules, tunings, policy.version(), rows, identities, names, devices, alerts, sightings);
    }
}
