package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.coverage.Coverage;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Pulse;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Tells a person of a device that has gone quiet: what stopped, what still works, and what was changed before. */
final class QuietText {
    private static final Duration LATELY = Duration.ofMinutes(2);

    private QuietText() {}

    /** It and its controller no longer talk. */
    static Matter disobeys(DeviceId device, Habit habit, Party party, Scene scene) {
        Matter.Who who = scene.who(party);
        String asked = habit.vain() == 0
                ? ""
                : " Its controller asked " + Amounts.counted(habit.vain(), "time") + " in vain since then.";
        return matter(
                who,
                Severity.MEDIUM,
                who.name() + " no longer talks to its controller: the last answer was "
                        + ago(habit.obedience(), scene) + "." + asked + reach(habit, scene)
                        + coverage(habit.obedience(), scene),
                Changes.before(device, habit.obedience().last(), party, scene));
    }

    /** Nothing is seen of it any more. */
    static Matter isSilent(DeviceId device, Habit habit, Party party, Scene scene) {
        Matter.Who who = scene.who(party);
        return matter(
                who,
                Severity.MEDIUM,
                who.name() + " says nothing any more: it was seen last " + ago(habit.life(), scene) + "."
                        + coverage(habit.life(), scene),
                Changes.before(device, habit.life().last(), party, scene));
    }

    /** Its cloud no longer answers it. */
    static Matter losesCloud(DeviceId device, Habit habit, Party party, Scene scene) {
        Matter.Who who = scene.who(party);
        return matter(
                who,
                Severity.LOW,
                who.name() + " is there, but nobody on the internet answers it any more: the last answer was "
                        + ago(habit.cloud(), scene) + "." + reach(habit, scene) + coverage(habit.cloud(), scene),
                Changes.before(device, habit.cloud().last(), party, scene));
    }

    /** It says less every day. */
    static Matter decays(DeviceId device, Habit habit, Party party, Scene scene) {
        Matter.Who who = scene.who(party);
        List<Long> days = habit.octetsByDay();
        Instant began = scene.now().minus(Duration.ofDays(days.size()));
        return matter(
                who,
                Severity.LOW,
                who.name() + " says less every day: " + Amounts.octets(days.getFirst()) + " on the first of the last "
                        + days.size() + " days, " + Amounts.octets(days.getLast())
                        + " on the last, as a device does that"
                        + " wears out or hears less and less."
                        + coverage(began, scene),
                Changes.duringDecline(device, began, party, scene));
    }

    /** What ends when the device is back. */
    static Matter over(Matter.Who who) {
        return matter(who, Severity.LOW, "", List.of());
    }

    private static String ago(Pulse pulse, Scene scene) {
        Duration silence = Duration.between(pulse.last(), scene.now());
        return Amounts.duration(silence) + " ago (" + pulse.last().truncatedTo(ChronoUnit.SECONDS)
                + "), and the longest time between two was " + Amounts.duration(pulse.longest()) + " before";
    }

    private static String reach(Habit habit, Scene scene) {
        Duration silence = habit.life().silence(scene.now(), scene.watchedSince());
        return silence.compareTo(LATELY) < 0
                ? " The device is there: it was seen " + Amounts.duration(silence) + " ago."
                : " Nothing else was seen of it for " + Amounts.duration(silence) + ".";
    }

    private static String coverage(Pulse pulse, Scene scene) {
        return coverage(pulse.last(), scene);
    }

    private static String coverage(Instant since, Scene scene) {
        Coverage coverage = scene.coverage(since, scene.now());
        return coverage.gaps().isEmpty()
                ? " Nothing is known to have been missed since."
                : " Not all was seen since: it was so " + coverage.text("the site was watched") + ".";
    }

    private static Matter matter(Matter.Who who, Severity severity, String what, List<String> changes) {
        String before = changes.isEmpty()
                ? " Nothing of it is known to have been blocked or changed before."
                : " What was blocked or changed before: " + String.join("; ", changes) + ".";
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.GONE_QUIET.id(),
                who,
                null,
                null,
                severity,
                "",
                true,
                new Matter.Text(
                        what + before,
                        "A device that no longer obeys may miss what was blocked: many stop some time after they lost"
                                + " their cloud. Or it lost power or the network, or wears out.",
                        changes.isEmpty()
                                ? "Look at its power, its battery and how well it receives the network, and start it anew."
                                : "Take the latest of these changes back for an hour, beginning with the last, and start"
                                        + " the device anew. If it obeys again, allow what it needs in a rule; if not,"
                                        + " look at its power and network."));
    }
}
