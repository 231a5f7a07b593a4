package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.SensorId;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Summary;
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
import io.curfew.policy.memory.FlowKey;
import io.curfew.policy.memory.OpenFlow;
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

/** Judges flows for both of their ends. A flow counts once for each matter, however often a sensor tells of it. */
final class FlowWatch {
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;
    private static final int DHCPV6_CLIENT = 546;
    private static final int DHCPV6_SERVER = 547;
    private static final int DOT = 853;
    private static final int FIRST_LISTENER_TYPE = 130;
    private static final int LAST_NEIGHBOR_TYPE = 137;
    private static final int LISTENER_REPORT_TYPE = 143;
    private static final IpAddress SOLICITED_NODES = IpAddress.parse("ff02::");

    /** Notes that a party was seen. */
    interface Greeter {
        @Nullable
        DeviceFacts meet(Party party, Observation observation, SensorId sensor);
    }

    private final Rows rows;
    private final IdentityBook identities;
    private final NameBook names;
    private final DeviceBook devices;
    private final AlertBook alerts;
    private final Greeter greeter;

    FlowWatch(
            Rows rows, IdentityBook identities, NameBook names, DeviceBook devices, AlertBook alerts, Greeter greeter) {
        this.rows = rows;
        this.identities = identities;
        this.names = names;
        this.devices = devices;
        this.alerts = alerts;
        this.greeter = greeter;
    }

    JudgedObservation judge(Policy policy, SitePlan plan, SiteRules rules, SensorRun run, FlowObservation flow) {
        identities.learnRouters(plan, flow);
        Party initiator = identities.party(plan, flow.initiator(), flow.vlanIds(), flow.at());
        Party responder = identities.party(plan, flow.responder(), flow.vlanIds(), flow.at());
        DeviceFacts facts = greeter.meet(initiator, flow, run.sensor());
        greeter.meet(responder, flow, run.sensor());
        List<KnownName> toNames = names.names(initiator.device(), responder.ip(), flow.serverName(), flow.at());
        String service = Services.name(flow.transport(), flow.responder().port());
        boolean needsNoPermission = isError(flow) || needsNoPermission(plan, flow, responder);

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

        List<Matter> matters = new ArrayList<>(0);
        String act = null;
        if (initiator.device() != null && facts != null) {
            Matter.Who who = who(initiator, devices, plan);
            if (toDecision instanceof Decision.NotAllowed || toDecision instanceof Decision.Denied) {
                act = who.name() + " contacted " + text(toPeer) + " by " + service;
                addIfPresent(
                        matters,
                        Violations.matter(
                                toDecision,
                                who,
                                toPeer,
                                service,
                                flow.initiatorCertain(),
                                act,
                                "{ to: " + selector(toPeer, responder) + ", " + portsText(service) + " }"));
            }
            if (rules.permissions(initiator).isNamed() && !needsNoPermission) {
                Sight sight =
                        new Sight(flow, plan, who, facts, initiator, responder, toNames, toPeer, service, toDecision);
                addIfPresent(matters, DnsBypass.of(sight));
                SiteFacts site = rows.get(Table.SITE, Table.ONLY);
                if (site != null) {
                    addIfPresent(matters, HardCodedAddress.of(sight, names, site));
                }
            }
        }
        if (responder.device() != null
                && (fromDecision instanceof Decision.NotAllowed || fromDecision instanceof Decision.Denied)) {
            Matter.Who who = who(responder, devices, plan);
            String from = text(fromPeer) + " contacted " + who.name() + " by " + service;
            act = act == null ? from : act;
            addIfPresent(
                    matters,
                    Violations.matter(
                            fromDecision,
                            who,
                            fromPeer,
                            service,
                            flow.initiatorCertain(),
                            from,
                            "{ from: " + selector(fromPeer, initiator) + ", " + portsText(service) + " }"));
        }

        Verdict verdict = combined(toDecision, fromDecision, act == null ? "" : act);
        boolean isFirst = count(policy, run, flow, matters);
        note(plan, flow, initiator, responder, toPeer, fromPeer, service, verdict, isFirst);
        return new JudgedObservation(
                flow,
                initiator.device(),
                initiator.device() == null ? null : initiator.zone(),
                responder.device(),
                initiator.device() == null ? fromPeer : toPeer,
                verdict);
    }

    private static Call call(FlowObservation flow, Party other, List<KnownName> names) {
        return new Call(other, flow.transport(), flow.responder().port(), names, flow.at());
    }

    private static Decision decision(boolean needsNoPermission, Permissions permissions, Decision decided) {
        return needsNoPermission && permissions.isNamed() ? new Decision.NotForbidden() : decided;
    }

    /** Word that a packet did not arrive is always allowed: a firewall that rejects, as it should, sends it. */
    private static boolean isError(FlowObservation flow) {
        return FlowObservation.ICMP_ERROR.equals(flow.applicationProtocol());
    }

    /** Always allowed: DHCP, neighbor discovery and group membership of the device's own segment, and ICMP errors. */
    private static boolean needsNoPermission(SitePlan plan, FlowObservation flow, Party responder) {
        IpAddress to = flow.responder().ip();
        boolean near = plan.isGroup(to) || responder.device() != null || isLinkLocal(to);
        return switch (flow.transport()) {
            case UDP -> near && isDhcp(flow.initiator().port(), flow.responder().port());
            case ICMPV6 ->
                isNeighborDiscovery(flow) || isErrorV6(flow.initiator().port());
            case ICMP -> isError(flow.initiator().port());
            case IGMP -> true;
            case TCP, SCTP, GRE, ESP, OTHER -> false;
        };
    }

    private static boolean isDhcp(int from, int to) {
        return (to == DHCP_SERVER && (from == DHCP_CLIENT || from == DHCP_SERVER))
                || (to == DHCP_CLIENT && from == DHCP_SERVER)
                || (to == DHCPV6_SERVER && from == DHCPV6_CLIENT)
                || (to == DHCPV6_CLIENT && from == DHCPV6_SERVER);
    }

    /** ICMP errors (RFC 792) answer a packet of the device's own: unreachable, time exceeded, bad parameter. */
    private static boolean isError(int type) {
        return type == 3 || type == 11 || type == 12;
    }

    /** The same in ICMPv6 (RFC 4443, section 2.1), with "packet too big". */
    private static boolean isErrorV6(int type) {
        return type >= 1 && type <= 4;
    }

    /**
     * Neighbor discovery (RFC 4861) and listener discovery (RFC 2710, RFC 3810) by their ICMPv6 type, which stands for
     * the port; by their scope where no type is told.
     */
    private static boolean isNeighborDiscovery(FlowObservation flow) {
        int type = flow.initiator().port();
        IpAddress to = flow.responder().ip();
        if (type == 0) {
            return isLinkScopeGroup(to)
                    || isLinkLocal(to)
                    || isLinkLocal(flow.initiator().ip());
        }
        return (type >= FIRST_LISTENER_TYPE && type <= LAST_NEIGHBOR_TYPE) || type == LISTENER_REPORT_TYPE;
    }

    private static boolean isLinkLocal(IpAddress ip) {
        return ip.isV6() && ip.high() >>> 54 == 0xfe80 >>> 6;
    }

    private static boolean isLinkScopeGroup(IpAddress ip) {
        return ip.isV6() && ip.high() == SOLICITED_NODES.high();
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

    /** Counts the flow once for each matter; true when the flow was not told of before. */
    private boolean count(Policy policy, SensorRun run, FlowObservation flow, List<Matter> matters) {
        FlowKey key = new FlowKey(run.sensor(), run.run(), flow.number());
        OpenFlow open = rows.get(Table.FLOWS, key);
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        if (open != null && hasEnded && !open.alerts().isEmpty()) {
            Alert.Evidence evidence = Summary.evidence(flow, run.sensor(), open.counted());
            for (OpenFlow.Counted counted : open.alerts()) {
                alerts.settle(counted.alert(), evidence, outcome(flow), flow.last());
            }
        }
        List<OpenFlow.Counted> counted = open == null ? List.of() : open.alerts();
        if (!matters.isEmpty()) {
            counted = new ArrayList<>(counted);
            for (Matter matter : matters) {
                raise(policy, run, flow, open, matter, counted);
            }
        }
        if (hasEnded) {
            if (open != null) {
                rows.remove(Table.FLOWS, key);
            }
        } else {
            rows.put(Table.FLOWS, key, new OpenFlow(open == null ? flow.at() : open.counted(), flow.at(), counted));
        }
        return open == null;
    }

    /** How the flow went; not known before its end. */
    private static String outcome(FlowObservation flow) {
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        return hasEnded && flow.outcome() != null ? flow.outcome().text() : AlertBook.UNKNOWN;
    }

    private void raise(
            Policy policy,
            SensorRun run,
            FlowObservation flow,
            @Nullable OpenFlow open,
            Matter matter,
            List<OpenFlow.Counted> counted) {
        String subject = matter.subject();
        if (counted.stream().anyMatch(earlier -> earlier.matter().equals(subject))) {
            return;
        }
        Alert.Evidence evidence = Summary.evidence(flow, run.sensor(), open == null ? flow.at() : open.counted());
        Alert alert = alerts.raise(matter, evidence, outcome(flow), flow.first(), flow.last(), policy.version());
        counted.add(new OpenFlow.Counted(subject, alert.id()));
        if (matter.origin().equals(HardCodedAddress.ID) && alert.count() == 1) {
            devices.countLiteralPeer(matter.who().device());
        }
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
