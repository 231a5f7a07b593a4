package io.curfew.policy.detect;

import io.curfew.events.Detail;
import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.ContactKey;
import io.curfew.policy.memory.Effort;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A device hammers a peer that does not answer it, or that it is kept from. */
final class RetryStorm implements Detection {
    /**
     * A first packet that is not answered is sent again after a second (RFC 6298), then after twice that, and so on.
     */
    private static final long FIRST_WAIT_MILLIS = 1_000;

    /** A burst is no storm. */
    private static final Duration BRIEFEST = Duration.ofSeconds(10);

    private static final int BROADCAST_OCTET = 0xff;

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        End trying = sight.initiator();
        DeviceId device = trying.party().device();
        boolean mayBeTry = flow.phase() != Phase.START
                && flow.detail() == Detail.FULL
                && (flow.transport() == Transport.TCP || flow.transport() == Transport.UDP);
        if (device == null || !mayBeTry || isCallToAll(sight) || !trying.isWatched() || flow.outcome() == null) {
            return;
        }
        Effort.End how = how(flow.outcome());
        if (how == null) {
            succeeded(device, sight, scene);
        } else if (!isOfTheHouse(device, sight)) {
            failed(device, how, sight, scene);
        }
    }

    /** Nobody has to answer a broadcast; a subnet that no policy tells ends in 255 as a rule. */
    private static boolean isCallToAll(Sight sight) {
        Party responder = sight.responder().party();
        IpAddress ip = responder.ip();
        return sight.plan().isGroup(ip)
                || (!ip.isV6() && !ip.isInternet() && (ip.low() & BROADCAST_OCTET) == BROADCAST_OCTET);
    }

    /** Null when the try did not fail. */
    private static Effort.@Nullable End how(Outcome outcome) {
        return switch (outcome) {
            case UNANSWERED -> Effort.End.SILENT;
            case REFUSED -> Effort.End.REFUSED;
            case REJECTED -> Effort.End.REJECTED;
            case ESTABLISHED, ANSWERED, RESET, CLOSED, TIMED_OUT -> null;
        };
    }

    /** A neighbour that is away for a while: a rule allows to ask it, or its controller looks after it. */
    private static boolean isOfTheHouse(DeviceId device, Sight sight) {
        boolean mayAsk = sight.initiator().isDeliberate() || sight.plan().isController(device);
        Party neighbour = sight.responder().party();
        return mayAsk && (neighbour.device() != null || neighbour.zone() != null);
    }

    private static void succeeded(DeviceId device, Sight sight, Scene scene) {
        if (scene.rows().get(Table.TRYING, device) == null) {
            return;
        }
        scene.rows()
                .remove(
                        Table.EFFORTS,
                        ContactKey.of(device, sight.service(), sight.initiator().peer()));
    }

    private static void failed(DeviceId device, Effort.End how, Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        long tries = tries(sight);
        if (tries == 0) {
            return;
        }
        Party party = sight.initiator().party();
        ContactKey key =
                ContactKey.of(device, sight.service(), sight.initiator().peer());
        Effort known = scene.rows().get(Table.EFFORTS, key);
        Duration window = Duration.ofSeconds(scene.threshold(Threshold.RETRY_STORM_WINDOW, party));
        Instant first = scene.soberly(flow.first());
        Instant last = scene.soberly(flow.last());
        Instant start = flow.transport() == Transport.TCP ? first : last;
        Effort effort = (known == null ? Effort.since(first) : known)
                .with(
                        new Effort.Tries(first, start, tries, how, latest(flow, first, last, tries, how), scene.at()),
                        window);
        if (known == null) {
            scene.rows().put(Table.TRYING, device, scene.at());
        }
        long most = scene.threshold(Threshold.RETRY_STORM_TRIES, party);
        boolean lasts = Duration.between(effort.windowStart(), effort.last()).compareTo(BRIEFEST) >= 0;
        boolean isStorm = lasts && effort.windowTries() >= most && effort.tries() - effort.told() >= most;
        if (isStorm) {
            effort = effort.withTold();
            scene.raise(StormText.matter(sight, effort, scene));
        }
        scene.rows().put(Table.EFFORTS, key, effort);
    }

    /** A connection is one try, however often its first packet is sent; without connections each packet is one. */
    private static long tries(Sight sight) {
        FlowObservation flow = sight.flow();
        if (flow.transport() == Transport.TCP) {
            return flow.phase() == Phase.END ? 1 : 0;
        }
        return flow.initiatorBytes() == 0
                ? 0
                : Math.round((double) sight.newInitiatorBytes() * flow.initiatorPackets() / flow.initiatorBytes());
    }

    private static List<Effort.Try> latest(
            FlowObservation flow, Instant first, Instant last, long tries, Effort.End how) {
        long start = first.toEpochMilli();
        long end = last.toEpochMilli();
        if (flow.transport() == Transport.TCP) {
            boolean mayLast = how == Effort.End.SILENT;
            return List.of(new Effort.Try(start, end, mayLast ? end + (end - start) + FIRST_WAIT_MILLIS : end, how));
        }
        List<Effort.Try> latest = new ArrayList<>();
        long step = flow.initiatorPackets() > 1 ? (end - start) / (flow.initiatorPackets() - 1) : 0;
        for (long left = Math.min(tries, Effort.MOST_TRIES) - 1; left >= 0; left--) {
            long moment = end - left * step;
            latest.add(new Effort.Try(moment, moment, moment, how));
        }
        return latest;
    }
}
