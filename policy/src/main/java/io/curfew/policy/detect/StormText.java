package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.memory.Effort;
import io.curfew.policy.threshold.Pattern;

import java.time.Duration;

/** Tells a person of a retry storm: what the device sees, how fast it tries, and what a change would do. */
final class StormText {
    private static final int MILLIS_OF_A_MINUTE = 60_000;

    private StormText() {}

    static Matter matter(Sight sight, Effort effort, Scene scene) {
        End trying = sight.initiator();
        Matter.Who who = scene.who(trying.party());
        Cadence cadence = Cadence.of(effort.latest());
        boolean isSilent = effort.silent() >= effort.refused() + effort.rejected();
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
                        what(who.name(), sight, effort, cadence, isSilent),
                        why(isSilent),
                        advice(sight, effort, cadence, isSilent)));
    }

    private static String what(String name, Sight sight, Effort effort, Cadence cadence, boolean isSilent) {
        Duration length = Duration.between(effort.since(), effort.last());
        return name + " keeps trying " + sight.initiator().peerText() + " by " + sight.service() + ": "
                + Amounts.counted(effort.tries(), "try") + " in " + Amounts.duration(length) + ", now "
                + perMinute(cadence) + ". It tries " + cadence.text() + ". " + seen(effort, isSilent) + " "
                + atOnce(effort, isSilent);
    }

    private static String seen(Effort effort, boolean isSilent) {
        String refusals = effort.refused() >= effort.rejected()
                ? "refused by the other side (TCP reset)"
                : "rejected on the way (ICMP unreachable)";
        long told = effort.refused() + effort.rejected();
        if (told == 0) {
            return "It sees silence: nothing answers, as when a firewall drops.";
        }
        if (effort.silent() == 0) {
            return "It sees refusal: it is " + refusals + ".";
        }
        return isSilent
                ? "It sees silence mostly (" + effort.silent() + " tries), and was " + refusals + " " + told + " times."
                : "It sees refusal mostly: " + refusals + " " + told + " times, silence " + effort.silent() + " times.";
    }

    private static String atOnce(Effort effort, boolean isSilent) {
        int surely = effort.surelyAtOnce();
        int most = effort.atMostAtOnce();
        if (most <= 1) {
            return isSilent ? "It has one try open at a time." : "It holds no connection: each try is over at once.";
        }
        if (surely >= Effort.MOST_TRIES) {
            return "It holds " + surely + " tries or more open at once.";
        }
        return "It holds " + (surely == most ? "up to " + most : surely + " to " + most) + " tries open at once.";
    }

    private static String why(boolean isSilent) {
        return "Hammering costs the device and the network power, air time and log space, and many devices stop obeying or"
                + " restart while they do it."
                + (isSilent
                        ? " Since nothing tells the device that it is blocked, each try stays open until the device"
                                + " gives it up."
                        : " The device is told at once that it is not wanted, and tries again at once.");
    }

    private static String advice(Sight sight, Effort effort, Cadence cadence, boolean isSilent) {
        Decision decision = sight.initiator().decision();
        String cause = decision instanceof Decision.Allowed
                ? "The policy allows this peer: see first whether a firewall blocks it all the same, or whether it is"
                        + " down. If it is blocked on purpose: "
                : "";
        return cause + (isSilent ? fromDrop(effort) : fromReject(cadence));
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
