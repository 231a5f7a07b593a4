package io.curfew.policy.watch;

import io.curfew.events.Detail;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.End;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.detect.Sight;
import io.curfew.policy.dossier.Exchange;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.language.Entry.Direction;
import io.curfew.policy.language.PolicyEdit;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.OpenFlow;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.plan.Party;
import io.curfew.policy.service.Services;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges flows for both of their ends, and writes them into the dossiers of both. */
final class FlowWatch {
    private static final int DOT = 853;
    /** A flow that began longer ago than this has been told of before. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final FlowCounts counts;
    private final Detections detections;
    private final Greeter greeter;
    private final @Nullable HourBook hours;

    FlowWatch(FlowCounts counts, Detections detections, Greeter greeter, @Nullable HourBook hours) {
        this.counts = counts;
        this.detections = detections;
        this.greeter = greeter;
        this.hours = hours;
    }

    JudgedObservation judge(Scene.Site site, Scene scene, SensorRun run, FlowObservation told) {
        if (told.detail() == Detail.COUNTS) {
            return counted(site, scene, told);
        }
        FlowObservation flow = LikelyInitiator.of(site.plan(), told);
        OpenFlow open = counts.open(flow, run);
        // As it was told: whose frame is taken for an answer sent it itself.
        site.identities().learnRouters(site.plan(), told);
        Sight sight = sight(site, scene, flow, open);
        End initiator = sight.initiator();
        End responder = sight.responder();
        List<Matter> matters = new ArrayList<>(0);
        String act = "";
        if (Violations.isOne(initiator.decision())) {
            act = scene.name(initiator.party()) + " contacted " + initiator.peerText() + " by " + sight.service();
            add(site, matters, violation(sight, scene, act));
        } else if (Violations.isOne(responder.decision())) {
            act = responder.peerText() + " contacted " + scene.name(responder.party()) + " by " + sight.service();
        }
        detections.flow(sight, scene);
        scene.counted().forEach(matter -> add(site, matters, matter));
        if (responder.party().device() != null && Violations.isOne(responder.decision())) {
            add(site, matters, violationOfResponder(sight, scene));
        }
        Verdict verdict = combined(initiator.decision(), responder.decision(), act, site.policyVersion());
        counts.count(flow, run, open, scene.isLearning() ? List.of() : matters, scene);
        note(site, sight, verdict);
        if (hours != null) {
            hours.flow(sight, verdict, scene.now());
        }
        return new JudgedObservation(
                flow,
                initiator.party().device(),
                initiator.party().device() == null ? null : initiator.party().zone(),
                responder.party().device(),
                initiator.party().device() == null ? responder.peer() : initiator.peer(),
                verdict);
    }

    private Sight sight(Scene.Site site, Scene scene, FlowObservation flow, @Nullable OpenFlow open) {
        Party from = site.identities().party(site.plan(), flow.initiator(), flow.vlanIds(), scene.at());
        Party to = Ends.heard(
                site, flow, site.identities().party(site.plan(), flow.responder(), flow.vlanIds(), scene.at()));
        // What it carried before anybody listened was not carried now.
        boolean isOldNews = open == null
                && flow.phase() == FlowObservation.Phase.UPDATE
                && flow.first().isBefore(flow.at().minus(LATE));
        long initiatorBytesBefore = isOldNews ? flow.initiatorBytes() : open == null ? 0 : open.initiatorBytes();
        long responderBytesBefore = isOldNews ? flow.responderBytes() : open == null ? 0 : open.responderBytes();
        DeviceFacts fromFacts = greeter.meet(from, scene);
        DeviceFacts toFacts = greeter.meet(to, scene);
        boolean needsNoPermission = Housekeeping.includes(site.plan(), flow, to);
        return new Sight(
                flow,
                site.plan(),
                open == null,
                open != null && open.isOfAnotherHour(flow.at()),
                Math.max(0, flow.initiatorBytes() - initiatorBytesBefore),
                Math.max(0, flow.responderBytes() - responderBytesBefore),
                Ends.of(site, flow, new Ends.Side(from, fromFacts, to, Direction.TO), needsNoPermission)
                        .knowing(scene),
                Ends.of(site, flow, new Ends.Side(to, toFacts, from, Direction.FROM), needsNoPermission),
                Services.name(flow.transport(), flow.responder().port()));
    }

    /** A device is known to be there; with whom it spoke is not, so that nothing can be said of it. */
    private JudgedObservation counted(Scene.Site site, Scene scene, FlowObservation flow) {
        Endpoint end = flow.initiator().ip().isUnspecified() ? flow.responder() : flow.initiator();
        Party device = site.identities().party(site.plan(), end, flow.vlanIds(), scene.at());
        greeter.meet(device, scene);
        return new JudgedObservation(flow, device.device(), device.zone(), null, null, Verdict.UNJUDGED);
    }

    private static @Nullable Matter violation(Sight sight, Scene scene, String act) {
        End initiator = sight.initiator();
        return Violations.matter(
                initiator.decision(),
                scene.who(initiator.party()),
                initiator.peer(),
                sight.service(),
                sight.flow().initiatorCertain(),
                () -> new Violations.Wording(
                        act,
                        remedy("to", initiator.peer(), sight.responder().party(), sight.service()),
                        Essentials.shipped().find(hostname(initiator), initiator.peer(), sight.service())));
    }

    private static @Nullable Matter violationOfResponder(Sight sight, Scene scene) {
        End responder = sight.responder();
        Matter.Who who = scene.who(responder.party());
        return Violations.matter(
                responder.decision(),
                who,
                responder.peer(),
                sight.service(),
                sight.flow().initiatorCertain(),
                () -> new Violations.Wording(
                        responder.peerText() + " contacted " + who.name() + " by " + sight.service(),
                        remedy("from", responder.peer(), sight.initiator().party(), sight.service()),
                        null));
    }

    private static String remedy(String direction, Peer peer, Party party, String service) {
        return "{ " + direction + ": " + selector(peer, party) + ", " + portsText(service) + " }";
    }

    private static @Nullable String hostname(End end) {
        return end.facts() == null ? null : end.facts().hostname();
    }

    /** A violation of either end is the flow's; else what one end is allowed; else nobody judges it. */
    private static Verdict combined(Decision to, Decision from, String act, long policyVersion) {
        Verdict toVerdict = Violations.verdict(to, act, policyVersion);
        Verdict fromVerdict = Violations.verdict(from, act, policyVersion);
        if (toVerdict instanceof Verdict.Violation || fromVerdict instanceof Verdict.Unjudged) {
            return toVerdict;
        }
        boolean isReserved = fromVerdict instanceof Verdict.Allowed allowed && allowed.reservation() != null;
        boolean fromDecides =
                isReserved || fromVerdict instanceof Verdict.Violation || toVerdict instanceof Verdict.Unjudged;
        return fromDecides ? fromVerdict : toVerdict;
    }

    /** Writes the flow into the dossiers of its ends. */
    private static void note(Scene.Site site, Sight sight, Verdict verdict) {
        FlowObservation flow = sight.flow();
        String verdictText = switch (verdict) {
            case Verdict.Allowed _ -> "allowed";
            case Verdict.Violation _ -> "violation";
            case Verdict.Unjudged _ -> "unjudged";
        };
        DeviceId initiator = sight.initiator().party().device();
        DeviceId responder = sight.responder().party().device();
        if (initiator != null) {
            site.devices().exchange(exchange(initiator, sight, sight.initiator().peer(), true, verdictText));
            if (sight.isFirst() || flow.phase() == FlowObservation.Phase.END) {
                site.devices().habits(initiator, flow);
            }
            boolean isDot = flow.responder().port() == DOT && flow.transport() == Transport.TCP;
            if (isDot && sight.isFirst()) {
                IpAddress asked = sight.responder().party().ip();
                site.devices().server(initiator, ServerKey.Kind.DNS, asked, List.of(), site.plan(), flow.at());
            }
        }
        if (responder != null) {
            site.devices().exchange(exchange(responder, sight, sight.responder().peer(), false, verdictText));
        }
    }

    private static Exchange exchange(DeviceId device, Sight sight, Peer peer, boolean initiated, String verdict) {
        FlowObservation flow = sight.flow();
        return new Exchange(
                device,
                peer,
                sight.service(),
                initiated,
                sight.isFirst(),
                initiated ? sight.newInitiatorBytes() : sight.newResponderBytes(),
                initiated ? sight.newResponderBytes() : sight.newInitiatorBytes(),
                verdict,
                flow.outcome() == null ? null : flow.outcome().text(),
                flow.at(),
                flow.first(),
                flow.phase() == FlowObservation.Phase.END ? flow.outcome() : null,
                flow.flows());
    }

    private static void add(Scene.Site site, List<Matter> matters, @Nullable Matter matter) {
        if (matter != null) {
            matters.add(site.alerts().gathered(matter));
        }
    }

    /** How a policy would name the peer. */
    private static String selector(Peer peer, Party party) {
        if (party.listed() != null) {
            return "{device: " + PolicyEdit.quoted(party.listed().id().value()) + "}";
        }
        return PolicyEdit.quoted(
                peer.name() == null ? String.valueOf(peer.ip()) : peer.name().value());
    }

    private static String portsText(String service) {
        return service.indexOf('/') < 0 ? "service: " + service : "ports: " + service;
    }
}
