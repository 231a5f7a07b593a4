package io.curfew.policy.detect;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NeighborObservation.Operation;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.memory.Sweep;
import io.curfew.policy.memory.SweepKey;
import io.curfew.policy.memory.SweepKey.Method;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A device looks for hosts, or for the ports of a host, by TCP, UDP, ICMP or ARP. What gets an answer is no try, but
 * for echo requests: a scan is told by all that it does not find.
 */
final class Scan implements Detection {
    private static final long REFRESH_SECONDS = 10;
    /** Told again when there is this many times as much to tell. */
    private static final int FURTHER = 2;

    private static final int ECHO_REQUEST = 8;
    private static final int TIMESTAMP_REQUEST = 13;
    private static final int MASK_REQUEST = 17;
    private static final int ECHO_REQUEST_V6 = 128;
    private static final int FIRST_TRACEROUTE_PORT = 33_434;
    private static final int LAST_TRACEROUTE_PORT = 33_534;
    private static final int FIRST_USER_PORT = 1_024;
    private static final String NEIGHBORS = "arp";

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        Party by = sight.initiator().party();
        Method method = method(flow);
        if (method == null || flow.phase() != Phase.END || by.device() == null || !isTry(sight, method, scene)) {
            return;
        }
        IpAddress host = flow.responder().ip();
        int port = flow.transport().hasPorts() ? flow.responder().port() : 0;
        tried(by, method, sight.plan().isInternet(host), host, port, sight.service(), scene);
    }

    private static @Nullable Method method(FlowObservation flow) {
        return switch (flow.transport()) {
            case TCP -> Method.TCP;
            case UDP -> Method.UDP;
            case ICMP, ICMPV6 -> Method.ICMP;
            case IGMP, SCTP, GRE, ESP, OTHER -> null;
        };
    }

    private static boolean isTry(Sight sight, Method method, Scene scene) {
        FlowObservation flow = sight.flow();
        Outcome outcome = flow.outcome();
        if (outcome == null
                || !isBegunByInitiator(sight, outcome)
                || flow.detail() != Detail.FULL
                || FlowObservation.ICMP_ERROR.equals(flow.applicationProtocol())
                || sight.initiator().isDeliberate()) {
            return false;
        }
        boolean failed = switch (outcome) {
            case UNANSWERED, REFUSED, REJECTED -> true;
            case ANSWERED -> method == Method.ICMP;
            // A half-open scan ends what it began as soon as it knows that somebody is there.
            case RESET -> flow.responderPackets() <= 1;
            case ESTABLISHED, CLOSED, TIMED_OUT -> false;
        };
        if (!failed || sight.plan().isGroup(flow.responder().ip())) {
            return false;
        }
        boolean suspicious = switch (method) {
            case TCP, ARP -> true;
            case UDP -> !isLateAnswer(flow) && !isTraceroute(flow);
            case ICMP -> isQuestion(flow);
        };
        return suspicious && !isWork(sight, scene);
    }

    /**
     * Segments without a SYN, as some scans send them, do not say who began; but where nobody answered there is only
     * one who sent. Outside they are the rest of connections that are long over.
     */
    private static boolean isBegunByInitiator(Sight sight, Outcome outcome) {
        FlowObservation flow = sight.flow();
        boolean isLoneSegment = flow.transport() == Transport.TCP
                && outcome == Outcome.UNANSWERED
                && !sight.plan().isInternet(flow.responder().ip());
        return flow.initiatorCertain() || isLoneSegment;
    }

    /** An answer that comes when the question is forgotten looks like a try. */
    private static boolean isLateAnswer(FlowObservation flow) {
        return flow.initiator().port() < FIRST_USER_PORT && flow.responder().port() >= FIRST_USER_PORT;
    }

    private static boolean isTraceroute(FlowObservation flow) {
        return flow.responder().port() >= FIRST_TRACEROUTE_PORT
                && flow.responder().port() <= LAST_TRACEROUTE_PORT;
    }

    /** The type of an ICMP message stands for the port where a sensor tells it. */
    private static boolean isQuestion(FlowObservation flow) {
        int type = flow.initiator().port();
        return flow.transport() == Transport.ICMP
                ? type == 0 || type == ECHO_REQUEST || type == TIMESTAMP_REQUEST || type == MASK_REQUEST
                : type == 0 || type == ECHO_REQUEST_V6;
    }

    /** Controllers look after the devices that they know; names that were asked for are no search. */
    private static boolean isWork(Sight sight, Scene scene) {
        Party by = sight.initiator().party();
        Party to = sight.responder().party();
        boolean looksAfter =
                by.device() != null && (by.serves() || scene.plan().isController(by.device())) && to.device() != null;
        return looksAfter
                || !sight.initiator().peerNames().isEmpty()
                || scene.names().wasResolved(to.ip());
    }

    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        IpAddress wanted = claim.targetIp();
        boolean isQuestion = claim.operation() == Operation.REQUEST || claim.operation() == Operation.SOLICIT;
        if (isQuestion
                && sender.device() != null
                && !sender.serves()
                && !scene.plan().isController(sender.device())
                && !claim.senderIp().isUnspecified()
                && !wanted.equals(claim.senderIp())
                && !wanted.isUnspecified()
                && scene.rows().get(Table.BINDINGS, wanted) == null
                && !WatchedTime.seesBroadcastsOnly(scene.sensor(), scene)) {
            tried(sender, Method.ARP, false, wanted, 0, NEIGHBORS, scene);
        }
    }

    private static void tried(
            Party by, Method method, boolean outside, IpAddress host, int port, String service, Scene scene) {
        SweepKey key = new SweepKey(Objects.requireNonNull(by.device()), method, outside);
        Sweep known = scene.rows().get(Table.SWEEPS, key);
        Sweep sweep = known == null ? Sweep.since(scene.at()) : later(by, key, known, scene);
        if (sweep.isNews(host, port, scene.at(), REFRESH_SECONDS)) {
            Sweep more = sweep.with(host, port, service, scene.at());
            scene.rows().put(Table.SWEEPS, key, tell(by, key, more, scene));
        }
    }

    /** What is counted now. Whenever a spell has ended, a scan that was told either goes on or is over. */
    private static Sweep later(Party by, SweepKey key, Sweep known, Scene scene) {
        Sweep sweep = known.at(scene.at(), scene.threshold(Threshold.SCAN_WINDOW, by));
        if (sweep.told() == 0 || sweep.now().since().equals(known.now().since())) {
            return sweep;
        }
        Sweep.Spell all = known.all();
        String technique = technique(by, key, all, scene);
        if (technique.isEmpty()) {
            return sweep.ended();
        }
        scene.lasts(ScanText.matter(by, key, known, technique, all, scene), known.last());
        return sweep.goingOn(all.pairs().count());
    }

    /** Tells of it when it has become a scan, and again when it has become a much larger one. */
    private static Sweep tell(Party by, SweepKey key, Sweep sweep, Scene scene) {
        long atMost = sweep.now().pairs().count() + sweep.before().pairs().count();
        if (atMost < Math.min(hostsWanted(by, scene), portsWanted(by, key, scene)) || atMost < FURTHER * sweep.told()) {
            return sweep;
        }
        Sweep.Spell all = sweep.all();
        String technique = technique(by, key, all, scene);
        long pairs = all.pairs().count();
        if (technique.isEmpty() || pairs < FURTHER * sweep.told()) {
            return sweep;
        }
        Sweep told = sweep.withTold(pairs, sweep.technique().isEmpty() ? technique : sweep.technique());
        scene.raise(ScanText.matter(by, key, told, technique, all, scene));
        return told;
    }

    /** What is looked for; empty when it is no scan. */
    private static String technique(Party by, SweepKey key, Sweep.Spell all, Scene scene) {
        long hostsWanted = hostsWanted(by, scene);
        long portsWanted = portsWanted(by, key, scene);
        long hosts = all.hosts().count();
        long ports = all.ports().count();
        long pairs = all.pairs().count();
        // Many hosts at one port, or many ports of one host, whatever else failed once: programs that fail at one port
        // each of many hosts make as many pairs as ports.
        boolean sweepsHosts = hosts >= hostsWanted && pairs - ports + 1 >= hostsWanted && isSearched(key);
        boolean sweepsPorts = ports >= portsWanted && pairs - hosts + 1 >= portsWanted;
        if (sweepsHosts) {
            return sweepsPorts ? "hosts and ports" : "hosts";
        }
        return sweepsPorts ? "ports" : "";
    }

    private static long hostsWanted(Party by, Scene scene) {
        return scene.threshold(Threshold.SCAN_HOSTS, by);
    }

    private static long portsWanted(Party by, SweepKey key, Scene scene) {
        return scene.threshold(key.method() == Method.UDP ? Threshold.SCAN_UDP_PORTS : Threshold.SCAN_PORTS, by);
    }

    /** Out on the internet, many programs ask hosts by UDP and ICMP that do not answer. */
    private static boolean isSearched(SweepKey key) {
        return !key.outside() || key.method() == Method.TCP;
    }
}
