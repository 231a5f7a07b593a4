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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A device turns to neighbours that it never turned to, by what administrators use; or it tries what Mirai and its kin
 * try.
 */
final class LateralMovement implements Detection {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int MOST_NAMED = 6;

    /** What lies behind a port. */
    private enum Door {
        NONE,
        /** Web pages, by which things are set up: asking one neighbour for one is usual. */
        WEB,
        /** Log-ins and shares. */
        LOGIN,
        /** What malware of the Mirai family tries: telnet, and known holes of routers, recorders and Android. */
        MIRAI
    }

    @Override
    public void flow(Sight sight, Scene scene) {
        FlowObservation flow = sight.flow();
        if (!sight.isFirst() || flow.transport() != Transport.TCP || !flow.initiatorCertain()) {
            return;
        }
        Door door = door(flow.responder().port());
        Party by = sight.initiator().party();
        DeviceId device = by.device();
        DeviceFacts facts = sight.initiator().facts();
        if (door == Door.NONE || device == null || facts == null || isWork(sight, device, door, scene)) {
            return;
        }
        IpAddress to = flow.responder().ip();
        boolean outside =
                sight.responder().party().device() == null && sight.plan().isInternet(to);
        if (outside && door != Door.MIRAI) {
            return;
        }
        Reach known = scene.rows().get(Table.REACHES, device);
        if (known != null && known.knows(to, sight.service())) {
            return;
        }
        Reach reach = (known == null ? new Reach(List.of(), scene.at(), null, 0) : known)
                .with(new Reach.Contact(to, sight.service(), outside, scene.at()));
        scene.rows().put(Table.REACHES, device, judged(reach, door, outside, facts, sight, scene));
    }

    private static Door door(int port) {
        return switch (port) {
            case 80, 81, 88, 443, 8_000, 8_080, 8_081, 8_088, 8_443, 8_888 -> Door.WEB;
            case 22, 135, 139, 445, 2_222, 3_389, 5_900, 5_901, 5_985, 5_986 -> Door.LOGIN;
            case 23, 2_323, 5_555, 7_547, 37_215, 52_869 -> Door.MIRAI;
            default -> Door.NONE;
        };
    }

    /** Controllers and servers look after others; the gateway's own pages are for everybody. */
    private static boolean isWork(Sight sight, DeviceId device, Door door, Scene scene) {
        return scene.isAppointed(sight.initiator().party())
                || scene.plan().isController(device)
                || sight.initiator().isDeliberate()
                || (door == Door.WEB && scene.isAppointed(sight.responder().party()))
                || scene.plan().isGroup(sight.flow().responder().ip());
    }

    private static Reach judged(Reach reach, Door door, boolean outside, DeviceFacts facts, Sight sight, Scene scene) {
        Party by = sight.initiator().party();
        Instant at = scene.at();
        Instant from = at.minusSeconds(scene.threshold(Threshold.LATERAL_MOVEMENT_WINDOW, by));
        List<Reach.Contact> recent = reach.contacts().stream()
                .filter(contact ->
                        contact.outside() == outside && !contact.first().isBefore(from))
                .toList();
        long neighbours = recent.stream().map(Reach.Contact::ip).distinct().count();
        boolean isLearned =
                !at.isBefore(facts.firstSeen().plusSeconds(scene.threshold(Threshold.LATERAL_MOVEMENT_LEARNING, by)));
        boolean speaks = neighbours >= scene.threshold(Threshold.LATERAL_MOVEMENT_NEIGHBOURS, by)
                || (!outside && (door == Door.MIRAI || (door == Door.LOGIN && isLearned)));
        boolean wasTold = reach.told() != null
                && at.isBefore(reach.told().plus(SILENCE))
                && recent.size() < 2 * reach.toldContacts();
        if (!speaks || wasTold) {
            return reach;
        }
        boolean isMirai = door == Door.MIRAI
                || recent.stream().anyMatch(contact -> contact.service().equals("telnet"));
        scene.raise(matter(recent, isMirai, outside, facts, sight, scene));
        return reach.withTold(at, recent.size());
    }

    private static Matter matter(
            List<Reach.Contact> recent, boolean isMirai, boolean outside, DeviceFacts facts, Sight sight, Scene scene) {
        Matter.Who who = scene.who(sight.initiator().party());
        Coverage coverage = scene.coverage(facts.firstSeen(), scene.at());
        String what = who.name() + " turned to "
                + (outside ? "hosts on the internet" : "neighbours that it had not turned to like this")
                + ": " + some(recent.stream().map(contact -> contact.ip().toString())) + " by "
                + some(recent.stream().map(Reach.Contact::service))
                + (outside
                        ? ". It has been watched for " + Amounts.duration(coverage.length())
                        : ". It had not before, " + coverage.text("it was watched"))
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

    private static String some(Stream<String> texts) {
        Set<String> different = new LinkedHashSet<>(texts.toList());
        String text = String.join(", ", different.stream().limit(MOST_NAMED).toList());
        return different.size() > MOST_NAMED ? text + " and " + (different.size() - MOST_NAMED) + " more" : text;
    }
}
