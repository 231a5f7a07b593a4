package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.detect.DnsBypass;
import io.curfew.policy.detect.HardCodedAddress;
import io.curfew.policy.detect.Sight;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.dossier.Exchange;
import io.curfew.policy.identity.IdentityBook;
import io.curfew.policy.judge.Call;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.judge.Permissions;
import io.curfew.policy.judge.SiteRules;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.name.NameBook;
import io.curfew.policy.name.Peers;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import io.curfew.policy.service.Services;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Judges flows for both of their ends, and writes them into the dossiers of both. */
final class FlowWatch {
    private static final int DOT = 853;

    /** Notes that a party was seen. */
    interface Greeter {
        @Nullable
        DeviceFacts meet(Party party, Observation observation, SensorId sensor);
    }

    private final Rows rows;
    private final IdentityBook identities;
    private final NameBook names;
    private final DeviceBook devices;
    private final FlowCounts counts;
    private final Greeter greeter;

    FlowWatch(
            Rows rows, IdentityBook identities, NameBook names, DeviceBook devices, AlertBook alerts, Greeter greeter) {
        this.rows = rows;
        this.identities = identities;
        this.names = names;
        this.devices = devices;
        counts = new FlowCounts(rows, devices, alerts);
        this.greeter = greeter;
    }

    JudgedObservation judge(Policy policy, SitePlan plan, SiteRules rules, SensorRun run, FlowObservation flow) {
        if (flow.detail() == Detail.COUNTS) {
            return counted(plan, run, flow);
        }
        identities.learnRouters(plan, flow);
        Party initiator = identities.party(plan, flow.initiator(), flow.vlanIds(), flow.at());
        Party responder = identities.party(plan, flow.responder(), flow.vlanIds(), flow.at());
        DeviceFacts facts = greeter.meet(initiator, flow, run.sensor());
        greeter.meet(responder, flow, run.sensor());
        List<KnownName> toNames = names.names(initiator.device(), responder.ip(), flow.serverName(), flow.at());
        String service = Services.name(flow.transport(), flow.responder().port());
        boolean needsNoPermission = Housekeeping.includes(plan, flow, responder);

        Decision toDecision = new Decision.Unjudged();
        Decision fromDecision = new Decision.Unjudged();
        List<KnownName> fromNames = List.of();
        if (initiator.device() != null) {
            Permissions permissions = rules.permissions(initiator);
            toDecision = decision(needsNoPermission, permissions, permissions.to(call(flow, responder, toNames)));
        }
        if (responder.device() != null) {
            Permissions permissions = rules.permissions(responder);
            fromNames = names.names(responder.device(), initiator.ip(), null, flow.at());
            fromDecision = decision(needsNoPermission, permissions, permissions.from(call(flow, initiator, fromNames)));
        }
        Peer toPeer = Peers.of(responder, nameFor(toDecision, toNames));
        Peer fromPeer = Peers.of(initiator, nameFor(fromDecision, fromNames));

        String act = "";
        if (Violations.isOne(toDecision)) {
            act = nameOf(initiator, plan) + " contacted " + text(toPeer) + " by " + service;
        } else if (Violations.isOne(fromDecision)) {
            act = text(fromPeer) + " contacted " + nameOf(responder, plan) + " by " + service;
        }
        List<Matter> matters = new ArrayList<>(0);
        if (initiator.device() != null && facts != null) {
            Sight sight = new Sight(
                    flow,
                    plan,
                    who(initiator, devices, plan),
                    facts,
                    initiator,
                    responder,
                    toNames,
                    toPeer,
                    service,
                    toDecision);
            boolean isWatched = rules.permissions(initiator).isNamed() && !needsNoPermission;
            addMatters(sight, act, isWatched, matters);
        }
        if (responder.device() != null && Violations.isOne(fromDecision)) {
            Matter.Who who = who(responder, devices, plan);
            String from = text(fromPeer) + " contacted " + who.name() + " by " + service;
            String remedy = "{ from: " + selector(fromPeer, initiator) + ", " + portsText(service) + " }";
            addIfPresent(
                    matters,
                    Violations.matter(fromDecision, who, fromPeer, service, flow.initiatorCertain(), from, remedy));
        }

        Verdict verdict = combined(toDecision, fromDecision, act);
        boolean isFirst = counts.count(flow, run, matters, policy.version());
        note(plan, flow, initiator, responder, toPeer, fromPeer, service, verdict, isFirst);
        return new JudgedObservation(
                flow,
                initiator.device(),
                initiator.device() == null ? null : initiator.zone(),
                responder.device(),
                initiator.device() == null ? fromPeer : toPeer,
                verdict);
    }

    /** A device is known to be there; with whom it spoke is not, so that nothing can be said of it. */
    private JudgedObservation counted(SitePlan plan, SensorRun run, FlowObservation flow) {
        Endpoint end = flow.initiator().ip().isUnspecified() ? flow.responder() : flow.initiator();
        Party device = identities.party(plan, end, flow.vlanIds(), flow.at());
        greeter.meet(device, flow, run.sensor());
        return new JudgedObservation(flow, device.device(), device.zone(), null, null, new Verdict.Unjudged());
    }

    /** What the initiator has done that deserves attention. */
    private void addMatters(Sight sight, String act, boolean isWatched, List<Matter> matters) {
        if (Violations.isOne(sight.decision())) {
            String remedy =
                    "{ to: " + selector(sight.peer(), sight.responder()) + ", " + portsText(sight.service()) + " }";
            addIfPresent(
                    matters,
                    Violations.matter(
                            sight.decision(),
                            sight.who(),
                            sight.peer(),
                            sight.service(),
                            sight.flow().initiatorCertain(),
                            act,
                            remedy));
        }
        SiteFacts site = rows.get(Table.SITE, Table.ONLY);
        if (isWatched && site != null) {
            addIfPresent(matters, DnsBypass.of(sight, site));
            addIfPresent(matters, HardCodedAddress.of(sight, names, site));
        }
    }

    private String nameOf(Party party, SitePlan plan) {
        return party.device() == null ? party.ip().toString() : devices.name(plan, party.device());
    }

    private static Call call(FlowObservation flow, Party other, List<KnownName> names) {
        return new Call(other, flow.transport(), flow.responder().port(), names, flow.at());
    }

    private static Decision decision(boolean needsNoPermission, Permissions permissions, Decision decided) {
        return needsNoPermission && permissions.isNamed() ? new Decision.NotForbidden() : decided;
    }

    /** The name by which a decision was taken, else the latest. */
    private static @Nullable KnownName nameFor(Decision decision, List<KnownName> names) {
        if (decision instanceof Decision.Allowed allowed && allowed.name() != null) {
            return allowed.name();
        }
        return names.isEmpty() ? null : names.getFirst();
    }

    /** A violation of either end is the flow's; else what one end is allowed; else nobody judges it. */
    private static Verdict combined(Decision to, Decision from, String act) {
        Verdict toVerdict = Violations.verdict(to, act);
        Verdict fromVerdict = Violations.verdict(from, act);
        if (toVerdict instanceof Verdict.Violation || fromVerdict instanceof Verdict.Unjudged) {
            return toVerdict;
        }
        boolean fromDecides = fromVerdict instanceof Verdict.Violation || toVerdict instanceof Verdict.Unjudged;
        return fromDecides ? fromVerdict : toVerdict;
    }

    /** Writes the flow into the dossiers of its ends. */
    private void note(
            SitePlan plan,
            FlowObservation flow,
            Party initiator,
            Party responder,
            Peer toPeer,
            Peer fromPeer,
            String service,
            Verdict verdict,
            boolean isFirst) {
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        String outcome = flow.outcome() == null ? null : flow.outcome().text();
        String verdictText = switch (verdict) {
            case Verdict.Allowed _ -> "allowed";
            case Verdict.Violation _ -> "violation";
            case Verdict.Unjudged _ -> "unjudged";
        };
        if (initiator.device() != null) {
            devices.exchange(new Exchange(
                    initiator.device(),
                    toPeer,
                    service,
                    true,
                    isFirst,
                    hasEnded,
                    flow.initiatorBytes(),
                    flow.responderBytes(),
                    verdictText,
                    outcome,
                    flow.at()));
            boolean isDot = flow.responder().port() == DOT && flow.transport() == Transport.TCP;
            if (isDot && isFirst) {
                devices.server(initiator.device(), ServerKey.Kind.DNS, responder.ip(), plan, flow.at());
            }
        }
        if (responder.device() != null) {
            devices.exchange(new Exchange(
                    responder.device(),
                    fromPeer,
                    service,
                    false,
                    isFirst,
                    hasEnded,
                    flow.responderBytes(),
                    flow.initiatorBytes(),
                    verdictText,
                    outcome,
                    flow.at()));
        }
    }

    /** The party for people; its id is its address when it is no device. */
    static Matter.Who who(Party party, DeviceBook devices, SitePlan plan) {
        DeviceId id = party.device() == null ? DeviceId.of(party.ip()) : party.device();
        return new Matter.Who(
                id, devices.name(plan, id), party.mac(), party.ip().isUnspecified() ? null : party.ip(), party.zone());
    }

    private static void addIfPresent(List<Matter> matters, @Nullable Matter matter) {
        if (matter != null) {
            matters.add(matter);
        }
    }

    private static String text(Peer peer) {
        return peer.name() == null ? String.valueOf(peer.ip()) : peer.name() + " (" + peer.ip() + ")";
    }

    /** How a policy would name the peer. */
    private static String selector(Peer peer, Party party) {
        if (party.listed() != null) {
            return "{device: " + party.listed().id() + "}";
        }
        return peer.name() == null ? String.valueOf(peer.ip()) : peer.name().value();
    }

    private static String portsText(String service) {
        return service.indexOf('/') < 0 ? "service: " + service : "ports: " + service;
    }
}
