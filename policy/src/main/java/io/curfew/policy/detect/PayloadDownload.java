package io.curfew.policy.detect;

import io.curfew.events.ApplicationProtocol;
import io.curfew.events.FlowObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/** A device fetches what may be a program: in the clear, or from where it never was. */
final class PayloadDownload implements Detection {

    /** What makes a download suspicious. */
    private enum Reason {
        /** In the clear, from an address that nobody looked up. */
        BARE("in the clear (HTTP) from an address that nobody at this site looked up", Severity.HIGH),
        /** The same where it is not sure that nobody did. */
        UNSURE("in the clear (HTTP) from an address without a name", Severity.LOW),
        /** In the clear, from a new place. */
        STRANGER("in the clear (HTTP) from where it never was before", Severity.HIGH),
        /** In the clear, and large. */
        CLEAR("in the clear (HTTP)", Severity.MEDIUM),
        /** Encrypted, from a new place, far above its habit. */
        NEW_PLACE("from where it never was before, far more than it usually receives", Severity.MEDIUM);

        private final String text;
        private final Severity severity;

        Reason(String text, Severity severity) {
            this.text = text;
            this.severity = severity;
        }
    }

    @Override
    public void flow(Sight sight, Scene scene) {
        End fetching = sight.initiator();
        DeviceId device = fetching.party().device();
        if (device == null || !fetching.isWatched() || fetching.isDeliberate() || !Habits.leavesHome(sight)) {
            return;
        }
        Reason reason = sight.newResponderBytes() == 0 ? null : reason(device, sight, scene);
        if (reason == null && isUnsure(device, sight, scene)) {
            reason = Reason.UNSURE;
        }
        if (reason != null) {
            scene.count(matter(sight, reason, scene));
        }
    }

    /** Null when the download has nothing special, or was looked at before. */
    private static @Nullable Reason reason(DeviceId device, Sight sight, Scene scene) {
        Party party = sight.initiator().party();
        long small = scene.threshold(Threshold.PAYLOAD_DOWNLOAD_PROGRAM, party);
        long large = scene.threshold(Threshold.PAYLOAD_DOWNLOAD_LARGE, party);
        boolean isSmall = crosses(sight, small);
        boolean isLarge = crosses(sight, large);
        if (!isSmall && !isLarge) {
            return null;
        }
        if (isInTheClear(sight.flow())) {
            if (isSmall && isBare(sight, scene) && BareAddress.isSure(device, party, scene)) {
                return Reason.BARE;
            }
            if (isSmall && Habits.isNewPlace(device, sight, scene)) {
                return Reason.STRANGER;
            }
            return isLarge ? Reason.CLEAR : null;
        }
        boolean isNew = isLarge && isAboveHabit(device, sight, scene) && Habits.isNewPlace(device, sight, scene);
        return isNew ? Reason.NEW_PLACE : null;
    }

    /** A flow is told once: a doubt waits for its end, when it is no large one any more. */
    private static boolean isUnsure(DeviceId device, Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        Party party = sight.initiator().party();
        return flow.phase() == FlowObservation.Phase.END
                && isInTheClear(flow)
                && flow.responderBytes() >= scene.threshold(Threshold.PAYLOAD_DOWNLOAD_PROGRAM, party)
                && flow.responderBytes() < scene.threshold(Threshold.PAYLOAD_DOWNLOAD_LARGE, party)
                && isBare(sight, scene)
                && !BareAddress.isSure(device, party, scene);
    }

    private static boolean crosses(Sight sight, long limit) {
        long received = sight.flow().responderBytes();
        return received >= limit && received - sight.newResponderBytes() < limit;
    }

    private static boolean isInTheClear(FlowObservation flow) {
        return ApplicationProtocol.HTTP.equals(flow.applicationProtocol());
    }

    private static boolean isBare(Sight sight, Scene scene) {
        return !scene.names().wasResolved(sight.responder().party().ip());
    }

    private static boolean isAboveHabit(DeviceId device, Sight sight, Scene scene) {
        Habit habit = scene.rows().get(Table.HABITS, device);
        long factor = scene.threshold(
                Threshold.PAYLOAD_DOWNLOAD_FACTOR, sight.initiator().party());
        return habit != null
                && sight.flow().responderBytes() >= factor * habit.received().usual(scene.at());
    }

    private static Matter matter(Sight sight, Reason reason, Scene scene) {
        End fetching = sight.initiator();
        Matter.Who who = scene.who(fetching.party());
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.PAYLOAD_DOWNLOAD.id(),
                who,
                fetching.peer(),
                sight.service(),
                reason.severity,
                "",
                sight.flow().initiatorCertain(),
                new Matter.Text(
                        who.name() + " fetched "
                                + Amounts.octets(sight.flow().responderBytes()) + " from " + fetching.peerText()
                                + " by " + sight.service() + ", " + reason.text + ". " + coverage(reason, sight, scene),
                        reason == Reason.CLEAR
                                ? "A program or firmware that comes in the clear can be exchanged by anybody on the way."
                                : "Programs that take devices over are fetched like this. It may also be an update from"
                                        + " a server that is new.",
                        "See whether the device was updated at that time: its version or its app tells. If so, allow this"
                                + " peer in a rule, better by name. If not, take the device off the network, reset it, and"
                                + " change its password."));
    }

    /** What "never" rests on. */
    private static String coverage(Reason reason, Sight sight, Scene scene) {
        return switch (reason) {
            case CLEAR -> "What it was, a flow does not tell.";
            case BARE, UNSURE -> {
                DeviceId device = sight.initiator().party().device();
                yield BareAddress.text(scene) + (device == null ? "" : BareAddress.doubt(device, scene));
            }
            case STRANGER, NEW_PLACE -> {
                DeviceId device = sight.initiator().party().device();
                Habit habit = device == null ? null : scene.rows().get(Table.HABITS, device);
                yield habit == null
                        ? ""
                        : "It was not there "
                                + scene.coverage(habit.since(), sight.flow().first())
                                        .text("its traffic was watched")
                                + ".";
            }
        };
    }
}
