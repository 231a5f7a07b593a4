package io.curfew.policy.watch;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.Findings;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Sighting;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Occurrence;
import io.curfew.policy.alert.Summary;
import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.SameAtManySites;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.detect.Tunings;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.identity.IdentityBook;
import io.curfew.policy.judge.Call;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.judge.SiteRules;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.PolicyChanges;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.name.NameBook;
import io.curfew.policy.name.Peers;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches one site. The same observations, policies and memory give the same findings. All that it remembers lies in
 * its {@link SiteMemory}; for one thread.
 */
public final class SiteWatch {
    private static final int NTP_CLIENT = 3;
    private static final int NTP_SERVER = 4;

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
    private final List<Sighting> sightings = new ArrayList<>();
    private final SiteClock clock;
    private Policy policy;
    private Scene.Site scenery;
    private SitePlan plan;
    private SiteRules rules;
    private boolean isPolicyNoted;
    /** How late it was when something was observed last, until what came of it is taken. */
    private @Nullable Instant moment;

    public SiteWatch(SiteId site, SiteMemory memory) {
        this.site = site;
        this.memory = memory;
        rows = new Rows(memory);
        identities = new IdentityBook(rows);
        names = new NameBook(rows);
        devices = new DeviceBook(site, rows);
        alerts = new AlertBook(site, rows);
        clock = new SiteClock(rows);
        flows = new FlowWatch(new FlowCounts(rows, devices, alerts), detections, this::meet);
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

    /** Judges one observation of this site, in the order in which its sensor made them. */
    public JudgedObservation observe(Policy current, SensorRun run, Observation observation) {
        adopt(current);
        Instant at = observation.at();
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts == null) {
            facts = SiteFacts.since(at);
            rows.put(Table.SITE, Table.ONLY, facts);
        }
        Instant now = clock.at(facts, observation);
        if (!isPolicyNoted) {
            note(current.version(), now);
            isPolicyNoted = true;
        }
        Scene scene = new Scene(scenery, facts, run.sensor(), observation, now);
        JudgedObservation judged = switch (observation) {
            case FlowObservation flow -> flows.judge(scenery, scene, run, flow);
            case DnsObservation dns -> dns(dns, scene);
            case DhcpObservation dhcp -> dhcp(dhcp, scene);
            case NeighborObservation neighbor -> neighbor(neighbor, scene);
            case RouterAdvertisementObservation advertisement -> advertisement(advertisement, scene);
            case NtpObservation ntp -> ntp(ntp, scene);
            case AnnouncementObservation announcement -> announcement(announcement, scene);
            case StatusObservation status -> status(status, scene);
        };
        if (!now.isBefore(facts.latest().plus(STEP)) || now.isBefore(facts.latest())) {
            if (now.isAfter(facts.latest().plus(SiteClock.FAR))) {
                nobodyWatchedUntil(now);
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

    /** The alerts of {@link #take()} without the dossiers, for those who want none: they take time to make. */
    public List<Alert> takeAlerts() {
        sightings.clear();
        return alerts.take(latest());
    }

    /** The same as {@link #take()} at the end, when nothing comes after it: with every alert that was not told of. */
    public Findings takeAll() {
        return new Findings(alerts.takeAll(latest()), List.of(), takeSightings());
    }

    private Instant latest() {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        return facts == null ? Instant.EPOCH : facts.latest();
    }

    /** Keeps since when a policy has judged the site. */
    private void note(long version, Instant at) {
        PolicyChanges known = rows.get(Table.POLICIES, Table.ONLY);
        PolicyChanges changes = known == null ? new PolicyChanges(List.of()) : known;
        if (known == null || changes.version() != version) {
            rows.put(Table.POLICIES, Table.ONLY, changes.with(version, at));
        }
    }

    /**
     * Lets time pass at a site of which nothing is heard. The collector does so by the wall clock, since a site whose
     * only sensor is silent tells no time; a replay and an audit never do, so that they depend on the observations
     * alone.
     */
    public void pass(Policy current, Duration elapsed) {
        adopt(current);
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts == null) {
            return;
        }
        Instant now = facts.latest().plus(elapsed);
        nobodyWatchedUntil(now);
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

    private void nobodyWatchedUntil(Instant moment) {
        Gaps known = rows.get(Table.GAPS, Table.ONLY);
        rows.put(Table.GAPS, Table.ONLY, (known == null ? Gaps.NONE : known).withBreak(moment));
    }

    private void pass(Instant now, Scene scene) {
        rows.change(Table.SITE, Table.ONLY, facts -> facts.withLatest(now));
        detections.pass(scene);
        alerts.pass(now);
    }

    private JudgedObservation status(StatusObservation status, Scene scene) {
        devices.makeNewsDue();
        detections.status(status, scene);
        return new JudgedObservation(status, null, null, null, null, new Verdict.Unjudged());
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
        }
    }

    /** Takes what the site has in common with others. */
    public void hear(Policy current, Hint hint) {
        adopt(current);
        DeviceFacts facts = rows.get(Table.DEVICES, hint.device());
        if (facts != null) {
            IpAddress ip =
                    facts.addresses().isEmpty() ? null : facts.addresses().getFirst();
            Matter.Who who =
                    new Matter.Who(hint.device(), devices.name(plan, hint.device()), facts.mac(), ip, facts.zone());
            Matter matter = scenery.tuned(SameAtManySites.matter(hint, who));
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

    private JudgedObservation dns(DnsObservation dns, Scene scene) {
        Party client = identities.party(plan, dns.client(), dns.vlanIds(), dns.at());
        Party server = identities.party(plan, dns.server(), dns.vlanIds(), dns.at());
        meet(client, scene);
        meet(server, scene);
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts != null && facts.firstQuestion() == null) {
            rows.put(Table.SITE, Table.ONLY, facts.withFirstQuestion(dns.at()));
        }
        boolean isUpstream = client.serves() || (client.device() == null && plan.hasSubnets());
        names.learn(dns, client.device(), isUpstream);
        detections.question(dns, client, server, scene);
        Peer peer = peer(client, server, dns.at());
        if (client.device() == null) {
            return judged(dns, client, server, peer, new Verdict.Unjudged());
        }
        devices.question(client.device(), dns);
        // A server's log does not say where the server stands: whom the device asked, nobody can tell.
        boolean serverIsKnown = !dns.server().ip().isUnspecified();
        if (serverIsKnown) {
            devices.server(client.device(), ServerKey.Kind.DNS, dns.server().ip(), plan, dns.at());
        }
        KnownName asked = new KnownName(dns.questionName(), NameBook.chain(dns), Peer.NameSource.ANSWER_TO_DEVICE);
        Decision decision = rules.permissions(client).question(asked, dns.at());
        if (decision instanceof Decision.Denied) {
            return judged(dns, client, server, peer, deniedQuestion(dns, client, asked, decision, scene));
        }
        Verdict verdict = serverIsKnown
                ? verdict(dns.client(), client, dns.server(), server, dns.transport(), dns.at())
                : new Verdict.Unjudged();
        return judged(dns, client, server, peer, verdict);
    }

    private Verdict deniedQuestion(DnsObservation dns, Party client, KnownName asked, Decision decision, Scene scene) {
        Matter.Who who = scene.who(client);
        String act = who.name() + " asked for " + asked.name();
        Peer name = new Peer(null, asked.name(), asked.source());
        Matter matter = Violations.matter(
                decision,
                who,
                name,
                "dns",
                true,
                () -> new Violations.Wording(act, "", Essentials.shipped().find(null, asked.name(), null)));
        if (matter != null) {
            Outcome outcome = dns.responseCode() == null ? Outcome.UNANSWERED : Outcome.ANSWERED;
            Occurrence occurrence =
                    new Occurrence(Summary.evidence(dns, scene.sensor(), dns.at()), outcome, dns.at(), dns.at());
            alerts.raise(matter, occurrence, policy.version());
        }
        return Violations.verdict(decision, act, policy.version());
    }

    private JudgedObservation dhcp(DhcpObservation dhcp, Scene scene) {
        identities.learn(plan, dhcp);
        IpAddress unknown = dhcp.version() == 4 ? IpAddress.v4(0) : IpAddress.v6(0, 0);
        IpAddress ip = dhcp.isAcknowledgement() && dhcp.assignedIp() != null ? dhcp.assignedIp() : unknown;
        MacAddress mac = dhcp.clientMac();
        Party client = mac == null ? Party.outside(ip) : identities.party(plan, mac, ip, List.of());
        meet(client, scene);
        if (client.device() != null) {
            devices.lease(client.device(), dhcp);
        }
        detections.lease(dhcp, client, scene);
        return judged(dhcp, client, null, null, ofOwnSegment(client));
    }

    private JudgedObservation neighbor(NeighborObservation neighbor, Scene scene) {
        identities.learn(plan, neighbor);
        MacAddress mac = neighbor.senderMac();
        Party sender = mac == null || mac.isGroup()
                ? Party.outside(neighbor.senderIp())
                : identities.party(plan, mac, neighbor.senderIp(), neighbor.vlanIds());
        meet(sender, scene);
        detections.claim(neighbor, sender, scene);
        return judged(neighbor, sender, null, null, ofOwnSegment(sender));
    }

    private JudgedObservation advertisement(RouterAdvertisementObservation advertisement, Scene scene) {
        identities.learn(advertisement);
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts != null && !facts.advertisedResolvers().containsAll(advertisement.dnsServers())) {
            rows.put(Table.SITE, Table.ONLY, facts.withResolvers(advertisement.dnsServers()));
        }
        Endpoint end = advertisement.sender();
        MacAddress mac = end.mac();
        Party sender = mac == null || mac.isGroup()
                ? Party.outside(end.ip())
                : identities.party(plan, mac, end.ip(), advertisement.vlanIds());
        meet(sender, scene);
        detections.advertisement(advertisement, sender, scene);
        return judged(advertisement, sender, null, null, ofOwnSegment(sender));
    }

    private JudgedObservation ntp(NtpObservation ntp, Scene scene) {
        boolean fromServer = ntp.mode() == NTP_SERVER;
        Endpoint askingEnd = fromServer ? ntp.receiver() : ntp.sender();
        Endpoint askedEnd = fromServer ? ntp.sender() : ntp.receiver();
        Party asking = identities.party(plan, askingEnd, List.of(), ntp.at());
        Party asked = identities.party(plan, askedEnd, List.of(), ntp.at());
        meet(asking, scene);
        meet(asked, scene);
        if (asking.device() != null && ntp.mode() == NTP_CLIENT) {
            devices.server(asking.device(), ServerKey.Kind.NTP, askedEnd.ip(), plan, ntp.at());
        }
        detections.time(ntp, asking, asked, scene);
        return judged(
                ntp,
                asking,
                asked,
                peer(asking, asked, ntp.at()),
                verdict(askingEnd, asking, askedEnd, asked, Transport.UDP, ntp.at()));
    }

    private JudgedObservation announcement(AnnouncementObservation announcement, Scene scene) {
        Party sender = identities.party(plan, announcement.device(), List.of(), announcement.at());
        meet(sender, scene);
        if (sender.device() != null) {
            devices.announcement(sender.device(), announcement);
        }
        detections.announcement(announcement, sender, scene);
        return judged(announcement, sender, null, null, ofOwnSegment(sender));
    }

    /** What the rules say of a message whose flow is told, and counted, by a flow observation. */
    private Verdict verdict(
            Endpoint askingEnd, Party asking, Endpoint askedEnd, Party asked, Transport transport, Instant at) {
        if (asking.device() == null) {
            return new Verdict.Unjudged();
        }
        List<KnownName> known = names.names(asking.device(), asked.ip(), null, at);
        Call call = new Call(asked, transport, askingEnd.port(), askedEnd.port(), known, at);
        Decision decision = rules.permissions(asking).to(call);
        return Violations.verdict(decision, nameOf(asking) + " asked " + asked.ip(), policy.version());
    }

    /** DHCP, ARP and NDP of a device's own segment need no permission. */
    private Verdict ofOwnSegment(Party device) {
        boolean named = device.device() != null && rules.permissions(device).isNamed();
        return named ? new Verdict.Allowed(null) : new Verdict.Unjudged();
    }

    private Peer peer(Party device, Party other, Instant at) {
        List<KnownName> known = names.names(device.device(), other.ip(), null, at);
        return Peers.of(other, known.isEmpty() ? null : known.getFirst());
    }

    /** Notes that a party was seen, and tells of it until it was decided whether it is new. */
    private @Nullable DeviceFacts meet(Party party, Scene scene) {
        DeviceFacts facts = devices.meet(party, scene.at());
        if (facts == null || facts.greeted() || party.device() == null || party.zone() == null) {
            return facts;
        }
        if (party.listed() != null) {
            devices.greet(party.device());
        }
        detections.arrival(party, scene);
        return facts;
    }

    private String nameOf(Party party) {
        return party.device() == null ? party.ip().toString() : devices.name(plan, party.device());
    }

    private static JudgedObservation judged(
            Observation observation, Party device, @Nullable Party other, @Nullable Peer peer, Verdict verdict) {
        return new JudgedObservation(
                observation, device.device(), device.zone(), other == null ? null : other.device(), peer, verdict);
    }
}
