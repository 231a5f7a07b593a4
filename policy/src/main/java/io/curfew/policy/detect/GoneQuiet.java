package io.curfew.policy.detect;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.SensorId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Habit;
import io.curfew.policy.memory.Pulse;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A device no longer does what it always did: answer its controller, use its cloud, say anything at all. */
final class GoneQuiet implements Detection {
    private static final long SECONDS_OF_A_MINUTE = 60;
    private static final Duration TOLD_AGAIN = Duration.ofHours(12);
    /** A device that is silent for so long has left. */
    private static final Duration LEFT = Duration.ofDays(30);

    private static final int FEWEST_BEATS = 5;
    private static final int FIRST_DAYS = 3;
    private static final int LAST_DAYS = 2;
    private static final String LAST_SIGN = "the last that was seen of it, ";
    private static final long LEAST_DAILY_OCTETS = 10_000;

    @Override
    public void flow(Sight sight, Scene scene) {
        DeviceId asking = sight.initiator().party().device();
        DeviceId asked = sight.responder().party().device();
        if (asking == null
                || asked == null
                || !sight.responder().isWatched()
                || !sight.plan().isController(asking)) {
            return;
        }
        Habit habit = scene.rows().get(Table.HABITS, asked);
        if (habit == null || habit.obedience().beats() == 0) {
            return;
        }
        if (Went.isInVain(sight.flow())
                && sight.flow().first().isAfter(habit.obedience().last())) {
            askedInVain(asked, habit, sight.responder().party(), sight.flow().first(), scene);
        }
    }

    /** A controller that looks for the device's address asks it in vain as well: any word of the device undoes that. */
    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        boolean isQuestion = claim.operation() == NeighborObservation.Operation.REQUEST
                || claim.operation() == NeighborObservation.Operation.SOLICIT;
        if (!isQuestion || sender.device() == null || !scene.plan().isController(sender.device())) {
            return;
        }
        Party asked =
                scene.identities().party(scene.plan(), new Endpoint(null, claim.targetIp(), 0), List.of(), scene.at());
        Habit habit = asked.device() == null ? null : scene.rows().get(Table.HABITS, asked.device());
        if (asked.device() == null || habit == null || habit.obedience().beats() == 0) {
            return;
        }
        boolean isDeaf = scene.at().isAfter(habit.life().last().plusSeconds(SECONDS_OF_A_MINUTE));
        // An answer goes to the controller alone, which such a sensor does not see.
        boolean isAudible = !WatchedTime.seesBroadcastsOnly(scene.sensor(), scene);
        if (isDeaf && isAudible && scene.isWatched(asked)) {
            askedInVain(asked.device(), habit, asked, scene.at(), scene);
        }
    }

    private static void askedInVain(DeviceId device, Habit habit, Party party, Instant at, Scene scene) {
        Habit asked = habit.withVain(habit.vain() + 1, habit.vain() == 0 ? scene.soberly(at) : habit.firstVain());
        scene.rows().put(Table.HABITS, device, asked);
        Pulse obedience = asked.obedience();
        Duration silence = obedience.silence(scene.now(), WatchedTime.since(obedience.by(), scene));
        boolean isQuiet = asked.obedience().beats() >= FEWEST_BEATS
                && !asked.obedience().isToldSilent()
                && asked.vain() >= scene.threshold(Threshold.GONE_QUIET_TRIES, party)
                && silence.toSeconds() >= scene.threshold(Threshold.GONE_QUIET_SILENCE, party);
        if (isQuiet) {
            scene.raise(QuietText.disobeys(device, asked, party, scene));
            Habit told = asked.withPulses(asked.life(), asked.obedience().withTold(scene.now()), asked.cloud());
            scene.rows().put(Table.HABITS, device, told);
        }
    }

    @Override
    public void pass(Scene scene) {
        if (!scene.isNewMinute()) {
            return;
        }
        List<DeviceId> devices = new ArrayList<>();
        scene.rows().forEach(Table.HABITS, (device, habit) -> {
            if (mayHaveStopped(habit, scene)) {
                devices.add(device);
            }
        });
        devices.sort(Comparator.naturalOrder());
        for (DeviceId device : devices) {
            look(device, scene);
        }
    }

    /** Quick: whether a closer look is worth it. */
    private static boolean mayHaveStopped(Habit habit, Scene scene) {
        return isLate(habit.life(), scene)
                || isLate(habit.obedience(), scene)
                || isLate(habit.cloud(), scene)
                || isDecayed(habit);
    }

    private static boolean isLate(Pulse pulse, Scene scene) {
        return pulse.beats() >= FEWEST_BEATS
                && !isToldLately(pulse, scene)
                && pulse.silence(scene.now(), scene.watchedSince())
                                .compareTo(pulse.longest().multipliedBy(2))
                        > 0;
    }

    private static void look(DeviceId device, Scene scene) {
        Habit habit = scene.rows().get(Table.HABITS, device);
        Party party = party(device, scene);
        if (habit != null
                && habit.life().silence(scene.now(), scene.watchedSince()).compareTo(LEFT) > 0) {
            scene.rows().remove(Table.HABITS, device);
            scene.rows().remove(Table.PLACES, device);
            return;
        }
        if (habit == null
                || party == null
                || !Habits.isLearned(habit, Threshold.GONE_QUIET_LEARNING, party, scene.now(), scene)) {
            return;
        }
        boolean isRandomised = party.mac() != null && party.mac().isRandomised();
        Pulse life = habit.life();
        Pulse obedience = habit.obedience();
        Pulse cloud = habit.cloud();
        if (hasStopped(life, party, scene)) {
            life = life.withTold(scene.now());
            obedience = obedience.withTold(scene.now());
            cloud = cloud.withTold(scene.now());
            if (!isRandomised) {
                raise(QuietText.isSilent(device, habit, party, scene), habit.life(), LAST_SIGN, scene);
            }
        } else if (hasStopped(obedience, party, scene)) {
            obedience = obedience.withTold(scene.now());
            raise(
                    QuietText.disobeys(device, habit, party, scene),
                    habit.obedience(),
                    "the last answer to its controller, ",
                    scene);
        } else if (hasStopped(cloud, party, scene)) {
            cloud = cloud.withTold(scene.now());
            raise(
                    QuietText.losesCloud(device, habit, party, scene),
                    habit.cloud(),
                    "the last answer from the internet, ",
                    scene);
        } else if (isDecayed(habit, party, scene)) {
            raise(QuietText.decays(device, habit, party, scene), habit.life(), LAST_SIGN, scene);
            habit = habit.withoutDays();
        }
        scene.rows().put(Table.HABITS, device, habit.withPulses(life, obedience, cloud));
    }

    /** What did not happen was seen by nobody: the evidence is when, and by whom, it was seen last. */
    private static void raise(Matter matter, Pulse pulse, String which, Scene scene) {
        SensorId by = pulse.by() == null ? scene.sensor() : pulse.by();
        scene.raise(matter, new Alert.Evidence(pulse.last(), by.value(), "habit", which + pulse.last()), scene.now());
    }

    /** A person is told again twice a day while it lasts. */
    private static boolean isToldLately(Pulse pulse, Scene scene) {
        return scene.now().isBefore(pulse.told().plus(TOLD_AGAIN));
    }

    /** Far longer than ever, while the sensor watched that saw it last. */
    private static boolean hasStopped(Pulse pulse, Party party, Scene scene) {
        if (pulse.beats() < FEWEST_BEATS || isToldLately(pulse, scene)) {
            return false;
        }
        Duration least = Duration.ofSeconds(scene.threshold(Threshold.GONE_QUIET_ABSENCE, party));
        Duration far = pulse.longest().multipliedBy(scene.threshold(Threshold.GONE_QUIET_FACTOR, party));
        Duration silence = pulse.silence(scene.now(), WatchedTime.since(pulse.by(), scene));
        return silence.compareTo(least) >= 0 && silence.compareTo(far) >= 0;
    }

    /** Quick: almost every day less than the day before. */
    private static boolean isDecayed(Habit habit) {
        List<Long> days = habit.octetsByDay();
        if (days.size() < Habit.MOST_DAYS) {
            return false;
        }
        int declines = 0;
        for (int day = 1; day < Habit.MOST_DAYS; day++) {
            declines += days.get(day) < days.get(day - 1) ? 1 : 0;
        }
        return declines >= Habit.MOST_DAYS - 2;
    }

    private static boolean isDecayed(Habit habit, Party party, Scene scene) {
        if (!isDecayed(habit)) {
            return false;
        }
        long first = mean(habit, 0, FIRST_DAYS);
        long last = mean(habit, Habit.MOST_DAYS - LAST_DAYS, Habit.MOST_DAYS);
        return first >= LEAST_DAILY_OCTETS && last * 100 <= first * scene.threshold(Threshold.GONE_QUIET_DECAY, party);
    }

    static long mean(Habit habit, int from, int to) {
        long sum = 0;
        for (int index = from; index < to; index++) {
            sum += habit.octetsByDay().get(index);
        }
        return sum / (to - from);
    }

    /** Null when the device was forgotten, or nobody looks at its habits any more. */
    private static @Nullable Party party(DeviceId device, Scene scene) {
        DeviceFacts facts = scene.rows().get(Table.DEVICES, device);
        if (facts == null || facts.addresses().isEmpty()) {
            return null;
        }
        IpAddress ip = facts.addresses().getFirst();
        Party party = facts.mac() == null
                ? scene.identities().party(scene.plan(), new Endpoint(null, ip, 0), List.of(), scene.now())
                : scene.identities().party(scene.plan(), facts.mac(), ip, List.of());
        return device.equals(party.device()) && scene.isWatched(party) ? party : null;
    }
}
