package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.memory.Effort;
import io.curfew.policy.memory.Tempo;
import io.curfew.policy.threshold.Pattern;

import java.time.Duration;

/** Tells a person of a retry storm: what the device sees, how fast it tries, and what a change would do. */
final class StormText {
    private static final int MILLIS_OF_A_MINUTE = 60_000;

    /** What the device sees of its latest tries: a firewall that was changed shows soon. */
    private enum Sees {
        SILENCE,
        REFUSAL,
        BOTH;

        /** One in twenty does not change the picture. */
        static Sees of(Tempo latest) {
            long silent = latest.tries(Effort.End.SILENT);
            long told = latest.tries() - silent;
            long few = latest.tries() / 20;
            return told <= few ? SILENCE : silent <= few ? REFUSAL : BOTH;
        }
    }

    private StormText() {}

    static Matter matter(Sight sight, Effort effort, Scene scene) {
        End trying = sight.initiator();
        Matter.Who who = scene.who(trying.party());
        Tempo latest = effort.tempo().latestKnown(scene.at().toEpochMilli());
        Cadence cadence = Cadence.of(latest.stretches());
        Sees sees = Sees.of(latest);
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.RETRY_STORM.id(),
                who,
                trying.peer(),
                sight.service(),
                Severity.MEDIUM,
                "",
                sight.flow().initiatorCertain(),
                new Matter.Text(
                        what(who.name(), sight, effort, cadence) + " " + seen(latest, sees) + " "
                                + atOnce(effort, sees),
                        why(sees),
                        known(sight, who, scene) + advice(sight, effort, cadence, sees)));
    }

    private static String what(String name, Sight sight, Effort effort, Cadence cadence) {
        Duration length = Duration.between(effort.since(), effort.last());
        return name + " keeps trying " + sight.initiator().peerText() + " by " + sight.service() + ": "
                + Amounts.counted(effort.tries(), "try") + " in " + Amounts.duration(length) + ", now "
                + perMinute(cadence) + ". It tries " + cadence.text() + ".";
    }

    private static String seen(Tempo latest, Sees sees) {
        long refused = latest.tries(Effort.End.REFUSED);
        long rejected = latest.tries(Effort.End.REJECTED);
        String refusals = refused >= rejected
                ? "refused by the other side (TCP reset)"
                : "rejected on the way (ICMP unreachable)";
        return switch (sees) {
            case SILENCE -> "It sees silence: nothing answers, as when a firewall drops.";
            case REFUSAL -> "It sees refusal: it is " + refusals + ".";
            case BOTH ->
                "It sees refusal for some tries and silence for the others: of the latest "
                        + latest.tries() + " it was " + refusals + " " + (refused + rejected)
                        + " times and heard nothing " + latest.tries(Effort.End.SILENT) + " times.";
        };
    }

    private static String atOnce(Effort effort, Sees sees) {
        int surely = effort.surelyAtOnce();
        int most = effort.atMostAtOnce();
        if (most <= 1) {
            return sees == Sees.SILENCE
                    ? "It has one try open at a time."
                    : "It holds no connection: each try is over at once.";
        }
        if (surely >= Effort.MOST_TRIES) {
            return "It holds " + surely + " tries or more open at once.";
        }
        return "It holds " + (surely == most ? "up to " + most : surely + " to " + most) + " tries open at once.";
    }

    private static String why(Sees sees) {
        return "Hammering costs the device and the network power, air time and log space, and many devices stop obeying or"
                + " restart while they do it."
                + switch (sees) {
                    case SILENCE ->
                        " Since nothing tells the device that it is blocked, each try stays open until the device gives"
                                + " it up.";
                    case REFUSAL -> " The device is told at once that it is not wanted, and tries again at once.";
                    case BOTH ->
                        " The tries that are rejected end at once, the others stay open until the device gives them up.";
                };
    }

    /** What is known to stop without this peer, before anything is changed. */
    private static String known(Sight sight, Matter.Who who, Scene scene) {
        String sentence = Needs.without(sight.initiator().peer(), sight.service(), who.device(), scene);
        return sentence == null ? "" : sentence + " ";
    }

    private static String advice(Sight sight, Effort effort, Cadence cadence, Sees sees) {
        Decision decision = sight.initiator().decision();
        String cause = decision instanceof Decision.Allowed
                ? "The policy allows this peer: see first whether a firewall blocks it all the same, or whether it is"
                        + " down. If it is blocked on purpose: "
                : "";
        return cause
                + switch (sees) {
                    case SILENCE -> fromDrop(effort);
                    case REFUSAL -> fromReject(cadence);
                    case BOTH -> fromSome(effort, cadence);
                };
    }

    private static String fromSome(Effort effort, Cadence cadence) {
        return "Rejects that are limited, as Linux limits ICMP to about one a second for a peer, look like drops for the"
                + " other tries. For TCP, reject with a reset instead (nftables: \"reject with tcp reset\"): each try then"
                + " ends at once instead of up to " + effort.atMostAtOnce()
                + " held open together. If the device still tries " + perMinute(cadence)
                + ", drop all of it: slower, longer tries are then the lesser evil.";
    }

    private static String fromDrop(Effort effort) {
        int open = effort.atMostAtOnce();
        return "Change the firewall from drop to a rate-limited reject for this peer (nftables: \"limit rate 2/second"
                + " burst 5 packets reject with tcp reset\" for TCP, \"reject with icmpx admin-prohibited\" else). Then each"
                + " try ends at once"
                + (open > 1 ? " instead of up to " + open + " held open together" : "")
                + ", and most devices wait longer between tries. Watch the rate for ten minutes: if it rises, change back"
                + " to drop; slower, longer tries are then the lesser evil.";
    }

    private static String fromReject(Cadence cadence) {
        return "Limit the rejects and drop the rest (nftables: \"limit rate 2/second burst 5 packets reject\", then"
                + " \"drop\"). If the device still tries " + perMinute(cadence)
                + ", change to drop for this peer: each try then waits for its time-out, which slows the device down, but"
                + " it may hold several tries open at once. Change back if it holds more than about ten.";
    }

    private static String perMinute(Cadence cadence) {
        double rate = cadence.meanMillis() == 0 ? 0 : MILLIS_OF_A_MINUTE / cadence.meanMillis();
        return rate == 0 ? "many at the same moment" : "about " + Amounts.fraction(rate) + " a minute";
    }
}
