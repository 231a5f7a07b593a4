package io.curfew.policy.watch;

import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.SeenEnd;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.SeenQuestion;
import io.curfew.policy.detect.End;
import io.curfew.policy.detect.Kept;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.judge.Permissions;
import io.curfew.policy.language.Entry.Direction;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges anew what an alert keeps. Of what is not kept, as the VLAN of an address that is in no zone, it tries all that
 * may have been: a device may have as many {@link Kept} of one flow as the site has zones, squared.
 */
final class KeptEvidence {
    private final Scene.Site site;
    private final Scene scene;
    private final Alert alert;
    private final List<Alert.Evidence> pieces;
    private final List<Party> selves;
    private final KeptNames called;

    KeptEvidence(Scene.Site site, Scene scene, Alert alert) {
        this.site = site;
        this.scene = scene;
        this.alert = alert;
        pieces = site.alerts().evidence(alert.id());
        selves = findSelves();
        DeviceId asking = selves.isEmpty() ? null : site.identities().unlisted(selves.getFirst());
        called = KeptNames.of(site.names(), alert.peer(), asking, pieces);
    }

    /** True when nothing of what the alert counts made room for something else. */
    boolean isWhole() {
        return pieces.size() < Alert.MOST_EVIDENCE;
    }

    /** Who the device may be by what the alert itself says; none when nobody can tell. */
    List<Party> selves() {
        return selves;
    }

    private List<Party> findSelves() {
        IpAddress ip = alert.deviceIp() == null ? IpAddress.v4(0) : alert.deviceIp();
        MacAddress mac = alert.mac();
        if (mac == null && alert.deviceIp() == null) {
            return List.of();
        }
        // A device that is listed by its address alone is another one where only its MAC address counts.
        Stream<Party> byAddress = mac == null || site.plan().listed(ip) != null
                ? Stream.of(past(new Endpoint(mac, ip, 0), scene.now()))
                : Stream.of();
        Stream<Party> byMac =
                mac == null ? Stream.of() : Stream.of(site.identities().party(site.plan(), mac, ip, List.of()));
        List<Party> found = Stream.concat(byMac, byAddress).toList();
        return found.stream().allMatch(this::isOfAlert)
                ? found.stream().flatMap(self -> everywhere(self).stream()).toList()
                : List.of();
    }

    /** All that its pieces may be; none when of one nobody can tell. */
    List<Kept> judged() {
        List<Kept> all = new ArrayList<>();
        for (Alert.Evidence piece : pieces) {
            List<Kept> judged = judged(piece);
            if (judged.isEmpty()) {
                return List.of();
            }
            all.addAll(judged);
        }
        return all;
    }

    private List<Kept> judged(Alert.Evidence piece) {
        if (piece.question() != null) {
            return judged(piece.question(), piece.at());
        }
        return piece.flow() == null ? List.of() : judged(flow(piece.flow(), piece.at()));
    }

    private List<Kept> judged(SeenQuestion question, Instant at) {
        Party client = past(endpoint(question.client()), at);
        if (!isOfAlert(client)) {
            return List.of();
        }
        KnownName name = new KnownName(question.name(), chain(question), Peer.NameSource.ANSWER_TO_DEVICE);
        Peer peer = new Peer(null, name.name(), name.source());
        List<Kept> judged = new ArrayList<>();
        for (Party self : everywhere(client)) {
            Permissions permissions = site.rules().permissions(self);
            End end = new End(self, null, peer, List.of(name), permissions.question(name, at), permissions.isNamed());
            boolean isJudged =
                    !question.mayBeCut() || !permissions.deniesQuestions() || Violations.isOne(end.decision());
            judged.add(new Kept(end, null, true, isJudged));
        }
        return judged;
    }

    /** Whatever an answer says beside addresses may be another name. */
    private static List<DomainName> chain(SeenQuestion question) {
        return question.answers().stream()
                .filter(answer -> !answer.isEmpty())
                .map(DomainName::new)
                .toList();
    }

    private List<Kept> judged(FlowObservation flow) {
        Party from = past(flow.initiator(), flow.at());
        Party to = Ends.heard(site, flow, past(flow.responder(), flow.at()));
        boolean initiated = isOfAlert(from);
        if (initiated == isOfAlert(to)) {
            return List.of();
        }
        List<Kept> judged = new ArrayList<>();
        for (Party initiator : everywhere(from)) {
            for (Party responder : everywhere(to)) {
                judged.add(
                        initiated
                                ? judged(flow, side(initiator, responder, Direction.TO))
                                : judged(flow, side(responder, initiator, Direction.FROM)));
            }
        }
        return judged;
    }

    private Ends.Side side(Party self, Party other, Direction direction) {
        return new Ends.Side(
                self, self.device() == null ? null : site.rows().get(Table.DEVICES, self.device()), other, direction);
    }

    private Kept judged(FlowObservation flow, Ends.Side side) {
        boolean initiated = side.direction() == Direction.TO;
        Party responder = initiated ? side.other() : side.party();
        List<KnownName> names = called.among(Ends.namesUntil(site, flow, side));
        boolean needsNoPermission = Housekeeping.includes(site.plan(), flow, responder);
        End self = Ends.of(site, flow, side, names, needsNoPermission);
        boolean isJudged = !called.mayLackSome(names)
                || Violations.isOne(self.decision())
                || !site.rules()
                        .permissions(side.party())
                        .dependsOnMoreNames(self.decision(), Ends.call(flow, side, names), initiated);
        End other = new End(side.other(), null, self.peer(), List.of(), new Decision.Unjudged(), false);
        return new Kept(initiated ? self.knowing(scene) : self, other, initiated, isJudged);
    }

    private static FlowObservation flow(SeenFlow seen, Instant at) {
        return new FlowObservation(
                at,
                0,
                FlowObservation.Phase.END,
                endpoint(seen.initiator()),
                endpoint(seen.responder()),
                seen.initiatorCertain(),
                List.of(),
                seen.transport(),
                seen.initiatorBytes(),
                seen.initiatorPackets(),
                seen.responderBytes(),
                seen.responderPackets(),
                at,
                at,
                seen.outcome(),
                seen.rejectCode(),
                seen.serverName(),
                null,
                "",
                null);
    }

    private static Endpoint endpoint(SeenEnd end) {
        return new Endpoint(end.mac(), end.ip(), end.port());
    }

    private Party past(Endpoint end, Instant at) {
        return site.identities().past(site.plan(), end, at);
    }

    /** The device of the alert, however the policy calls it by now. */
    private boolean isOfAlert(Party party) {
        if (party.device() == null) {
            return false;
        }
        if (party.device().equals(alert.device())) {
            return true;
        }
        MacAddress mac = alert.mac();
        return (mac == null || party.mac() == null) ? party.ip().equals(alert.deviceIp()) : mac.equals(party.mac());
    }

    private List<Party> everywhere(Party party) {
        if (party.device() == null || site.plan().zoneOf(party.ip()) != null) {
            return List.of(party);
        }
        return Stream.concat(site.plan().zones().stream().map(party::in), Stream.of(party.in(null)))
                .toList();
    }
}
