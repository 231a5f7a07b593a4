package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.ContactKey;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Rhythm;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A device turns to a peer that it did not know, again and again at the same interval. */
final class Beacon implements Detection {

    @Override
    public void flow(Sight sight, Scene scene) {
        End calling = sight.initiator();
        DeviceId device = calling.party().device();
        if (device == null
                || !sight.isFirst()
                || !calling.isWatched()
                || calling.isDeliberate()
                || !Habits.leavesHome(sight)
                || isOfTheNetwork(sight.service())) {
            return;
        }
        ContactKey key = ContactKey.of(device, sight.service(), calling.peer());
        Rhythm known = scene.rows().get(Table.RHYTHMS, key);
        if (known == null) {
            if (isStrange(device, sight, scene)) {
                scene.rows()
                        .put(
                                Table.RHYTHMS,
                                key,
                                Rhythm.since(scene.soberly(sight.flow().first())));
            }
            return;
        }
        Rhythm rhythm = known.with(scene.soberly(sight.flow().first()));
        if (rhythm.equals(known)) {
            return;
        }
        boolean isBeacon = isBeacon(rhythm, calling.party(), scene);
        scene.rows().put(Table.RHYTHMS, key, isBeacon ? rhythm.withTold() : rhythm);
        if (isBeacon) {
            scene.raise(matter(sight, rhythm, scene));
        }
    }

    /** Asking for names and for the time is regular by nature; other detections look after it. */
    private static boolean isOfTheNetwork(String service) {
        return service.equals("dns") || service.equals("dot") || service.equals("ntp");
    }

    /** What a device does from the start is its cloud's keepalive; an address that nobody looked up is no cloud's. */
    private static boolean isStrange(DeviceId device, Sight sight, Scene scene) {
        boolean isBare = sight.initiator().peer().name() == null
                && !scene.names().wasResolved(sight.responder().party().ip());
        return isBare || Habits.isNewPlace(device, sight, scene);
    }

    /** Said when enough contacts were regular for long enough, and again with each as many more. */
    private static boolean isBeacon(Rhythm rhythm, Party party, Scene scene) {
        long contacts = scene.threshold(Threshold.BEACON_CONTACTS, party);
        return rhythm.contacts() - rhythm.told() >= contacts
                && Duration.between(rhythm.since(), rhythm.last()).toSeconds()
                        >= scene.threshold(Threshold.BEACON_SPAN, party)
                && rhythm.regularity() >= scene.threshold(Threshold.BEACON_REGULAR, party);
    }

    private static Matter matter(Sight sight, Rhythm rhythm, Scene scene) {
        End calling = sight.initiator();
        Matter.Who who = scene.who(calling.party());
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.BEACON.id(),
                who,
                calling.peer(),
                sight.service(),
                isUnsure(sight, rhythm, scene) ? Severity.LOW : Severity.MEDIUM,
                "",
                sight.flow().initiatorCertain(),
                new Matter.Text(
                        who.name() + " turns to " + calling.peerText() + " by " + sight.service() + " each "
                                + Amounts.duration(Duration.ofMillis(rhythm.meanMillis())) + ": "
                                + rhythm.contacts() + " times in "
                                + Amounts.duration(Duration.between(rhythm.since(), rhythm.last())) + ", and "
                                + rhythm.regularity()
                                + "% of the times between lie within a fifth of that. " + before(sight, rhythm, scene),
                        "A device's own cloud is called like this from the start. A regular call to somebody new may be"
                                + " a program that waits for orders (a beacon).",
                        "Find out whose the peer is and since when the device calls it: after an update it may be its"
                                + " maker's. If you know it, allow it in a rule. If not, block it, and reset the device or"
                                + " take it off the network."));
    }

    /** True when only the bare address made it strange, and it is not sure that nobody asked for it. */
    private static boolean isUnsure(Sight sight, Rhythm rhythm, Scene scene) {
        Party party = sight.initiator().party();
        DeviceId device = party.device();
        Habit habit = device == null ? null : scene.rows().get(Table.HABITS, device);
        boolean isNew =
                habit != null && Habits.isLearned(habit, Threshold.BEACON_LEARNING, party, rhythm.first(), scene);
        return device != null && !isNew && !BareAddress.isSure(device, party, scene);
    }

    private static String before(Sight sight, Rhythm rhythm, Scene scene) {
        DeviceId device = sight.initiator().party().device();
        Habit habit = device == null ? null : scene.rows().get(Table.HABITS, device);
        boolean isRegular = rhythm.first().equals(rhythm.since());
        if (device == null || habit == null || !rhythm.first().isAfter(habit.since())) {
            return "It " + (isRegular ? "does so" : "turns there") + " since it is watched" + bare(device, scene);
        }
        String earlier = isRegular
                ? "It was not seen there before"
                : "It turned there less regularly for "
                        + Amounts.duration(Duration.between(rhythm.first(), rhythm.since()))
                        + " until then, and was not seen there earlier";
        return earlier + ", " + scene.coverage(habit.since(), rhythm.first()).text("its traffic was watched") + "."
                + (isUnsure(sight, rhythm, scene)
                        ? " " + BareAddress.text(scene) + BareAddress.doubt(device, scene)
                        : "");
    }

    private static String bare(@Nullable DeviceId device, Scene scene) {
        return BareAddress.isOutOfSight(scene)
                ? ". " + BareAddress.text(scene)
                : ", to an address that nobody at this site was answered "
                        + scene.questionCoverage().text("DNS was watched") + "."
                        + (device == null ? "" : BareAddress.doubt(device, scene));
    }
}
