package io.curfew.policy.proposal;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.SeenEnd;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.judge.Call;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.judge.Permissions;
import io.curfew.policy.judge.SiteRules;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Duty;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules of a policy say to the device of an alert, as far as the alert tells who that is and what it did. */
final class Hearing {
    private static final IpAddress UNKNOWN = IpAddress.v4(0);

    private final Alert alert;
    private final SitePlan plan;
    private final SiteRules rules;
    private final Party device;
    private final @Nullable SeenFlow flow;

    Hearing(Policy policy, Alert alert) {
        this.alert = alert;
        plan = SitePlan.of(policy, alert.site());
        rules = new SiteRules(policy, alert.site(), plan);
        IpAddress ip = alert.deviceIp() == null ? UNKNOWN : alert.deviceIp();
        device = party(ip, alert.mac(), alert.device(), plan.listed(alert.device()), alert.zone());
        flow = latestFlow(alert);
    }

    private static @Nullable SeenFlow latestFlow(Alert alert) {
        for (Alert.Evidence evidence : alert.evidence().reversed()) {
            if (evidence.flow() != null) {
                return evidence.flow();
            }
        }
        return null;
    }

    /** The rules that speak of the device. */
    List<Rule> rules() {
        return rules.naming(device);
    }

    /** True when one of these rules forbids the device whatever is not allowed. */
    boolean isUnderDefaultDeny() {
        return rules().stream().anyMatch(Rule::isDefaultDeny);
    }

    /** True when the peer began, and asked the device. */
    boolean isAsked() {
        Peer peer = alert.peer();
        return flow != null
                && (flow.responder().ip().equals(alert.deviceIp())
                        || (peer != null && flow.initiator().ip().equals(peer.ip())));
    }

    /** The decision on what the device did last; empty when the alert does not tell what that was. */
    Optional<Decision> decision() {
        Peer peer = alert.peer();
        Permissions permissions = rules.permissions(device);
        if (peer == null) {
            return Optional.empty();
        }
        if (peer.ip() == null) {
            return names(peer).stream()
                    .findFirst()
                    .map(name -> permissions.question(name, alert.tally().last()));
        }
        if (flow == null) {
            return Optional.empty();
        }
        Call call = new Call(
                other(flow, peer),
                flow.transport(),
                flow.initiator().port(),
                flow.responder().port(),
                names(peer),
                alert.tally().last());
        return Optional.of(isAsked() ? permissions.from(call) : permissions.to(call));
    }

    /** False when the peer may be a device that only a memory of the site would know. */
    boolean knowsPeer() {
        Peer peer = alert.peer();
        if (peer == null || peer.ip() == null || flow == null) {
            return true;
        }
        Party other = other(flow, peer);
        return other.listed() != null || plan.isInternet(other.ip()) || plan.isGroup(other.ip());
    }

    /** The listed device by whose id the peer is called; null when it is called otherwise. */
    @Nullable
    ListedDevice listed(Peer peer) {
        return peer.name() == null || peer.nameSource() != Peer.NameSource.POLICY
                ? null
                : plan.standingInAs(peer.name());
    }

    private static List<KnownName> names(Peer peer) {
        Peer.NameSource source = peer.nameSource();
        if (peer.name() == null || source == null || source == Peer.NameSource.POLICY) {
            return List.of();
        }
        List<KnownName> names = new ArrayList<>();
        names.add(new KnownName(peer.name(), List.of(), source));
        for (DomainName other : peer.otherNames()) {
            names.add(new KnownName(other, List.of(), source));
        }
        return names;
    }

    private Party other(SeenFlow seen, Peer peer) {
        SeenEnd end = isAsked() ? seen.initiator() : seen.responder();
        IpAddress ip = end.ip();
        if (plan.isInternet(ip) || plan.isGroup(ip)) {
            return Party.outside(plan, ip);
        }
        ListedDevice listed = listed(end, peer);
        DeviceId id = listed == null ? null : listed.id();
        return party(ip, end.mac(), id, listed, plan.zoneOf(ip));
    }

    private Party party(
            IpAddress ip,
            @Nullable MacAddress mac,
            @Nullable DeviceId device,
            @Nullable ListedDevice listed,
            @Nullable String zone) {
        Set<Duty> duties = device != null && plan.isGateway(device)
                ? Duty.union(plan.duties(ip), Set.of(Duty.GATEWAY))
                : plan.duties(ip);
        return new Party(ip, mac, device, listed, zone, duties, !duties.isEmpty());
    }

    /**
     * By its address, by the name that the policy gives it, or by its own MAC address, not that of the router before
     * it.
     */
    private @Nullable ListedDevice listed(SeenEnd end, Peer peer) {
        ListedDevice fixed = plan.listed(end.ip());
        if (fixed != null) {
            return fixed;
        }
        if (peer.nameSource() == Peer.NameSource.POLICY) {
            return listed(peer);
        }
        ListedDevice sender = end.mac() == null ? null : plan.listed(end.mac());
        return sender != null && plan.isGateway(sender.id()) && !plan.isGateway(end.ip()) ? null : sender;
    }
}
