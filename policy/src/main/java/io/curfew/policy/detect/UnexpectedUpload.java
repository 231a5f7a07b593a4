package io.curfew.policy.detect;

import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.coverage.Coverage;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Table;
import io.curfew.policy.memory.Volume;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;

/** A device sends far more to the internet within an hour than it ever does. */
final class UnexpectedUpload implements Detection {

    @Override
    public void flow(Sight sight, Scene scene) {
        look(sight, sight.initiator(), sight.responder(), sight.newInitiatorBytes(), scene);
        look(sight, sight.responder(), sight.initiator(), sight.newResponderBytes(), scene);
    }

    private static void look(Sight sight, End sending, End receiving, long octets, Scene scene) {
        DeviceId device = sending.party().device();
        if (octets == 0
                || device == null
                || !sending.isWatched()
                || sending.isDeliberate()
                || receiving.party().device() != null
                || !sight.plan().isInternet(receiving.party().ip())) {
            return;
        }
        Habit habit = scene.rows().get(Table.HABITS, device);
        if (habit == null
                || !Habits.isLearned(habit, Threshold.UNEXPECTED_UPLOAD_LEARNING, sending.party(), scene.at(), scene)) {
            return;
        }
        Volume sent = habit.sent();
        long before = sent.octets(scene.at());
        long usual = sent.usual(scene.at());
        long limit = Math.max(
                scene.threshold(Threshold.UNEXPECTED_UPLOAD_OCTETS, sending.party()),
                usual * scene.threshold(Threshold.UNEXPECTED_UPLOAD_FACTOR, sending.party()));
        if (before < limit && before + octets >= limit) {
            scene.raise(matter(sight, sending, habit, before + octets, usual, scene));
        }
    }

    private static Matter matter(Sight sight, End sending, Habit habit, long octets, long usual, Scene scene) {
        Matter.Who who = scene.who(sending.party());
        Coverage known = scene.coverage(habit.since(), scene.at());
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.UNEXPECTED_UPLOAD.id(),
                who,
                sending.peer(),
                sight.service(),
                Severity.MEDIUM,
                "",
                sight.flow().initiatorCertain(),
                new Matter.Text(
                        who.name() + " sent " + Amounts.octets(octets)
                                + " to the internet within this hour, most lately to " + sending.peerText() + " by "
                                + sight.service() + ". It sent at most " + Amounts.octets(usual)
                                + " in any other hour, " + known.text("its habits are known") + ".",
                        "Pictures, sound or data of your network may be leaving: a camera that was switched on from"
                                + " outside, a backup that nobody ordered, or a device that was taken over.",
                        "See what the device was doing at that time. If the upload is wanted, allow this peer in a rule."
                                + " If not, block the peer at the firewall and look at the device's account and settings"
                                + " for sharing and cloud storage."));
    }
}
