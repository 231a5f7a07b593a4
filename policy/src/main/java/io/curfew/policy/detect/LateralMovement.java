package io.curfew.policy.detect;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.coverage.Coverage;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Reach;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A device turns to neighbours that it never turned to, by what administrators use; or it tries what Mirai and its kin
 * try.
 */
final class LateralMovement implements Detection {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int MOST_NAMED = 6;
    private static final Comparator<Reach.Contact> GRAVEST_FIRST = Comparator.comparing(
                    (Reach.Contact contact) -> Door.of(contact.service()))
            .reversed();

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        boolean isOldNews = !sight.isFirst() && !sight.isNewHour();
        if (isOldNews || flow.transport() != Transport.TCP || !flow.initiatorCertain()) {
            return;
        }
        Door door = Door.at(flow.responder().port());
        Party by = sight.initiator().party();
        DeviceId device = by.device();
        DeviceFacts facts = sight.initiator().facts();
        if (door == Door.NONE || device == null || facts == null || isWork(sight, device, door, scene)) {
            return;
        }
        if (!sight.isFirst()) {
            goesOn(sight, device, facts, scene);
            return;
        }
        IpAddress to = flow.responder().ip();
        boolean outside =
                sight.responder().party().device() == null && sight.plan().isInternet(to);
        if (outside && door != Door.MIRAI) {
            return;
        }
        Reach known = scene.rows().get(Table.REACHES, device);
        Reach.Contact before = known == null ? null : known.find(to, sight.service());
        if (before != null && !isNews(before, door, scene.at())) {
            return;
        }
        Reach reach = (known == null ? new Reach(List.of(), scene.at(), null, 0) : known)
                .with(new Reach.Contact(to, sight.service(), outside, scene.at()));
        scene.rows().put(Table.REACHES, device, judged(reach, door, outside, facts, sight, scene));
    }

    /** What was told lasts as long as its connection stays open. */
    private static void goesOn(Sight sight, DeviceId device, DeviceFacts facts, Scene scene) {
        Reach reach = scene.rows().get(Table.REACHES, device);
        if (reach == null || reach.told() == null) {
            return;
        }
        Reach.Contact contact = reach.find(sight.flow().responder().ip(), sight.service());
        if (contact != null && wasTold(reach, contact, facts, sight, scene)) {
            Instant last = scene.soberly(sight.flow().last());
            scene.lasts(matter(List.of(contact), List.of(), facts, sight, scene), last);
            scene.rows().put(Table.REACHES, device, reach.lasting(scene.at()));
        }
    }

    /** True for what is told by itself, and for one of the many that were. */
    private static boolean wasTold(Reach reach, Reach.Contact contact, DeviceFacts facts, Sight sight, Scene scene) {
        Party by = sight.initiator().party();
        Instant learned = facts.firstSeen().plusSeconds(scene.threshold(Threshold.LATERAL_MOVEMENT_LEARNING, by));
        if (!contact.outside() && speaksAlone(Door.of(contact.service()), contact.first(), learned)) {
            return true;
        }
        long window = scene.threshold(Threshold.LATERAL_MOVEMENT_WINDOW, by);
        long many = scene.threshold(Threshold.LATERAL_MOVEMENT_NEIGHBOURS, by);
        return reach.contacts().stream()
                .map(Reach.Contact::first)
                .filter(at -> !at.isBefore(contact.first())
                        && !at.isAfter(contact.first().plusSeconds(window)))
                .anyMatch(at -> isMany(within(reach, contact.outside(), at.minusSeconds(window), at), many));
    }

    private static List<Reach.Contact> within(Reach reach, boolean outside, Instant from, Instant to) {
        return recent(reach, outside, from).stream()
                .filter(contact -> !contact.first().isAfter(to))
                .toList();
    }

    /** Log-ins become a habit. What Mirai tries never does, or nobody would hear that it goes on. */
    private static boolean isNews(Reach.Contact before, Door door, Instant at) {
        return door == Door.MIRAI && !at.isBefore(before.first().plus(SILENCE));
    }

    /** Controllers and servers look after others; the gateway's own pages are for everybody. */
    private static boolean isWork(Sight sight, DeviceId device, Door door, Scene scene) {
        return sight.initiator().party().serves()
                || scene.plan().isController(device)
                || sight.initiator().isDeliberate()
                || (door == Door.WEB && sight.responder().party().serves())
                || scene.plan().isGroup(sight.flow().responder().ip());
    }

    private static Reach judged(Reach reach, Door door, boolean outside, DeviceFacts facts, Sight sight, Scene scene) {
        Party by = sight.initiator().party();
        Instant at = scene.at();
        Instant from = at.minusSeconds(scene.threshold(Threshold.LATERAL_MOVEMENT_WINDOW, by));
        Instant learned = facts.firstSeen().plusSeconds(scene.threshold(Threshold.LATERAL_MOVEMENT_LEARNING, by));
        long many = scene.threshold(Threshold.LATERAL_MOVEMENT_NEIGHBOURS, by);
        List<Reach.Contact> neighbours = recent(reach, false, from);
        List<Reach.Contact> hosts = recent(reach, true, from);
        boolean speaksAlone = !outside && speaksAlone(door, at, learned);
        if (!speaksAlone && !isMany(outside ? hosts : neighbours, many)) {
            return reach;
        }
        boolean areHostsTold = outside || isMany(hosts, many);
        boolean areNeighboursTold = !outside
                || isMany(neighbours, many)
                || neighbours.stream().anyMatch(one -> speaksAlone(Door.of(one.service()), one.first(), learned));
        List<Reach.Contact> toldNeighbours = areNeighboursTold ? neighbours : List.of();
        List<Reach.Contact> toldHosts = areHostsTold ? hosts : List.of();
        int contacts = toldNeighbours.size() + toldHosts.size();
        boolean wasTold =
                reach.told() != null && at.isBefore(reach.told().plus(SILENCE)) && contacts < 2 * reach.toldContacts();
        if (wasTold && !(speaksAlone && isNamed(neighbours, door))) {
            return reach;
        }
        scene.raise(matter(toldNeighbours, toldHosts, facts, sight, scene));
        return reach.withTold(at, contacts);
    }

    /** Whom it turned to lately, the gravest first: not all are named. */
    private static List<Reach.Contact> recent(Reach reach, boolean outside, Instant from) {
        return reach.contacts().stream()
                .filter(contact ->
                        contact.outside() == outside && !contact.first().isBefore(from))
                .sorted(GRAVEST_FIRST)
                .toList();
    }

    /** True for what one neighbour is enough of. */
    private static boolean speaksAlone(Door door, Instant at, Instant learned) {
        return door == Door.MIRAI || (door == Door.LOGIN && !at.isBefore(learned));
    }

    private static boolean isMany(List<Reach.Contact> contacts, long many) {
        return contacts.stream().map(Reach.Contact::ip).distinct().count() >= many;
    }

    /** True while all that is as grave is few enough to be told one by one. */
    private static boolean isNamed(List<Reach.Contact> neighbours, Door door) {
        long asGrave = neighbours.stream()
                .filter(contact -> Door.of(contact.service()).compareTo(door) >= 0)
                .count();
        return asGrave <= MOST_NAMED;
    }

    private static boolean isMirai(List<Reach.Contact> contacts) {
        return contacts.stream().anyMatch(contact -> Door.of(contact.service()) == Door.MIRAI);
    }

    private static Matter matter(
            List<Reach.Contact> neighbours, List<Reach.Contact> hosts, DeviceFacts facts, Sight sight, Scene scene) {
        Matter.Who who = scene.who(sight.initiator().party());
        boolean isMirai = isMirai(neighbours) || isMirai(hosts);
        boolean saysNever = !neighbours.isEmpty() && !isMirai(neighbours);
        Coverage coverage = scene.coverage(facts.firstSeen(), scene.at());
        String what = who.name() + " turned to " + whom(neighbours, hosts) + ". "
                + (saysNever
                        ? "It had not before, " + coverage.text("it was watched")
                        : "It has been watched for " + Amounts.duration(coverage.length()))
                + ".";
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.LATERAL_MOVEMENT.id(),
                who,
                null,
                null,
                isMirai ? Severity.CRITICAL : Severity.HIGH,
                "",
                true,
                new Matter.Text(
                        what,
                        isMirai
                                ? "Telnet and these ports are what malware of the Mirai family tries from a device that it"
                                        + " has taken over, to take over the next."
                                : "Somebody who has taken over one device logs in at the next from there. A thing has no"
                                        + " reason to log in at its neighbours.",
                        isMirai
                                ? "Take the device off the network now. Reset it, update it, change its password before it"
                                        + " comes back, and look at those that it turned to."
                                : "Find out whether a person did this from the device. If not, keep it away from its"
                                        + " neighbours at the firewall, reset and update it. If this is its work, allow it in"
                                        + " a rule, or make it a controller of the site."));
    }

    private static String whom(List<Reach.Contact> neighbours, List<Reach.Contact> hosts) {
        String inside = isMirai(neighbours) ? "neighbours" : "neighbours that it had not turned to like this";
        return Stream.of(some(inside, neighbours), some("hosts on the internet", hosts))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; and to "));
    }

    private static String some(String who, List<Reach.Contact> contacts) {
        return contacts.isEmpty()
                ? ""
                : who + ": "
                        + some(contacts.stream().map(contact -> contact.ip().toString())) + " by "
                        + some(contacts.stream().map(Reach.Contact::service));
    }

    private static String some(Stream<String> texts) {
        Set<String> different = new LinkedHashSet<>(texts.toList());
        String text = String.join(", ", different.stream().limit(MOST_NAMED).toList());
        return different.size() > MOST_NAMED ? text + " and " + (different.size() - MOST_NAMED) + " more" : text;
    }
}
