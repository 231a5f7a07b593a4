package io.curfew.policy.detect;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.NeighborObservation;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Places;
import io.curfew.policy.memory.Pulse;
import io.curfew.policy.memory.Table;
import io.curfew.policy.memory.Volume;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps what is usual for each device whose habits are looked at: a few numbers each. Tells nobody; comes last, so that
 * the others see what was usual before.
 */
final class Habits implements Detection {

    @Override
    public void flow(Sight sight, Scene scene) {
        keep(sight, true, sight.newInitiatorBytes(), sight.newResponderBytes(), scene);
        keep(sight, false, sight.newResponderBytes(), sight.newInitiatorBytes(), scene);
        DeviceId device = sight.initiator().party().device();
        if (sight.isFirst() && device != null && sight.initiator().isWatched() && leavesHome(sight)) {
            visit(device, sight, scene);
        }
    }

    /** True when the flow goes from a device to the internet. */
    static boolean leavesHome(Sight sight) {
        return sight.responder().party().device() == null
                && sight.plan().isInternet(sight.responder().party().ip());
    }

    private static void keep(Sight sight, boolean initiates, long sentOctets, long receivedOctets, Scene scene) {
        End end = initiates ? sight.initiator() : sight.responder();
        End other = initiates ? sight.responder() : sight.initiator();
        DeviceId device = end.party().device();
        if (device == null || !end.isWatched()) {
            return;
        }
        Instant at = scene.at();
        Habit known = scene.rows().get(Table.HABITS, device);
        Habit habit = known == null ? Habit.since(at) : known;
        if (other.party().device() == null
                && sight.plan().isInternet(other.party().ip())) {
            // What a rule allows by name neither is an upload to tell of nor says what is usual.
            boolean isUpload = sentOctets > 0 && !end.isDeliberate();
            Volume sent = isUpload ? habit.sent().with(at, sentOctets) : habit.sent();
            Volume received =
                    receivedOctets == 0 ? habit.received() : habit.received().with(at, receivedOctets);
            habit = habit.withVolumes(sent, received);
        }
        habit = sentOctets == 0 ? habit : habit.withOctets(at, sentOctets);
        habit = pulses(habit, sight, initiates, sentOctets, scene);
        if (!habit.equals(known)) {
            scene.rows().put(Table.HABITS, device, habit);
        }
    }

    private static Habit pulses(Habit habit, Sight sight, boolean initiates, long sentOctets, Scene scene) {
        End end = initiates ? sight.initiator() : sight.responder();
        End other = initiates ? sight.responder() : sight.initiator();
        Instant last = scene.soberly(sight.flow().last());
        boolean isAnswered = Went.isAnswered(sight.flow());
        Pulse life = initiates || sentOctets > 0 ? beat(habit.life(), last, scene) : habit.life();
        Pulse obedience = habit.obedience();
        Pulse cloud = habit.cloud();
        DeviceId otherDevice = other.party().device();
        boolean isObedient = isAnswered && otherDevice != null && sight.plan().isController(otherDevice);
        if (isObedient) {
            obedience = beat(obedience, last, scene);
        }
        if (isAnswered && initiates && leavesHome(sight)) {
            cloud = beat(cloud, last, scene);
        }
        DeviceId device = end.party().device();
        if (device != null && comesBack(habit, life, obedience, cloud)) {
            scene.end(QuietText.over(scene.who(end.party())));
            boolean lives = !life.equals(habit.life());
            obedience = lives ? obedience.resumed(last) : obedience;
            cloud = lives ? cloud.resumed(last) : cloud;
        }
        // Whoever of the two began: what was asked in vain before is answered.
        boolean isAnsweredAtLast = isObedient && last.isAfter(habit.firstVain());
        Habit asked = isAnsweredAtLast ? habit.withVain(0, Instant.EPOCH) : habit;
        return asked.withPulses(life, obedience, cloud);
    }

    private static Pulse beat(Pulse pulse, Instant at, Scene scene) {
        return pulse.isOneWith(at) ? pulse : pulse.beat(at, scene.sensor(), WatchedTime.before(pulse.by(), at, scene));
    }

    /** True when something shows life of which a person was told that it stopped. */
    private static boolean comesBack(Habit habit, Pulse life, Pulse obedience, Pulse cloud) {
        return (habit.life().isToldSilent() && !life.isToldSilent())
                || (habit.obedience().isToldSilent() && !obedience.isToldSilent())
                || (habit.cloud().isToldSilent() && !cloud.isToldSilent());
    }

    private static void visit(DeviceId device, Sight sight, Scene scene) {
        Places known = scene.rows().get(Table.PLACES, device);
        Instant at = scene.at();
        Places places = known == null ? Places.since(at) : known;
        Places more = places.with(place(sight.initiator().peer()), at, learning(sight, scene));
        if (!more.equals(known)) {
            scene.rows().put(Table.PLACES, device, more);
        }
    }

    /** True when the device is watched for long enough, and was not there before. */
    static boolean isNewPlace(DeviceId device, Sight sight, Scene scene) {
        Habit habit = scene.rows().get(Table.HABITS, device);
        Instant first = scene.soberly(sight.flow().first());
        if (habit == null
                || !isLearned(
                        habit, Threshold.BEACON_LEARNING, sight.initiator().party(), first, scene)) {
            return false;
        }
        Places places = scene.rows().get(Table.PLACES, device);
        return places == null || places.isNew(place(sight.initiator().peer()), first, learning(sight, scene));
    }

    private static Duration learning(Sight sight, Scene scene) {
        return Duration.ofSeconds(
                scene.threshold(Threshold.BEACON_LEARNING, sight.initiator().party()));
    }

    /** True when the device is watched for long enough to call something unusual. */
    static boolean isLearned(Habit habit, Threshold learning, Party party, Instant at, Scene scene) {
        return !at.isBefore(habit.since().plusSeconds(scene.threshold(learning, party)));
    }

    /**
     * A place is all names of one owner, told by their last two labels, or an address without a name. It is stored, so
     * that it is made here and not by a hash that may change.
     */
    static int place(Peer peer) {
        DomainName name = peer.name();
        if (name == null) {
            return peer.ip() == null
                    ? 0
                    : Long.hashCode(peer.ip().low() * 31 + peer.ip().high());
        }
        String text = name.value();
        int dot = text.lastIndexOf('.');
        int start = dot < 0 ? 0 : text.lastIndexOf('.', dot - 1) + 1;
        int hash = 7;
        for (int index = start; index < text.length(); index++) {
            hash = 31 * hash + text.charAt(index);
        }
        return hash;
    }

    @Override
    public void question(DnsObservation question, Party client, Party server, Scene scene) {
        lives(client.device(), scene);
    }

    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        lives(sender.device(), scene);
    }

    private static void lives(@Nullable DeviceId device, Scene scene) {
        Habit habit = device == null ? null : scene.rows().get(Table.HABITS, device);
        if (device == null || habit == null) {
            return;
        }
        // A device of which a person was told that it is silent shows by a flow that it is back.
        Pulse life = habit.life().isToldSilent() ? habit.life() : beat(habit.life(), scene.at(), scene);
        Habit living = habit.withPulses(life, habit.obedience(), habit.cloud());
        if (!living.equals(habit)) {
            scene.rows().put(Table.HABITS, device, living);
        }
    }
}
