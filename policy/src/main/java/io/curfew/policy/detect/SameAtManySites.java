package io.curfew.policy.detect;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Hint;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Trait;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sites that have something new in common, or one that differs. Each site tells the second step what it sees, once a
 * day for each trait, of a model for each whom it contacts, and is told what others have seen too.
 */
public final class SameAtManySites implements Detection {
    private static final Duration BETWEEN_SIGHTINGS = Duration.ofHours(20);
    private static final String NOBODY = "";

    SameAtManySites() {}

    @Override
    public void flow(Sight sight, Scene scene) {
        End initiator = sight.initiator();
        DeviceId device = initiator.party().device();
        if (!initiator.isWatched() || device == null) {
            return;
        }
        if (sight.isFirst()) {
            tellMac(initiator.party(), device, scene);
        }
        IpAddress ip = sight.responder().party().ip();
        if (isFirstAnswer(sight)
                && sight.flow().initiatorCertain()
                && !initiator.isDeliberate()
                && sight.plan().isInternet(ip)) {
            Peer peer = initiator.peer();
            String destination =
                    peer.name() == null ? ip.toString() : peer.name().value();
            tellDestination(initiator.party(), device, destination, scene);
            tellModel(device, destination, scene);
        }
    }

    /** Who only looks for others, and finds nobody, has contacted nobody. */
    private static boolean isFirstAnswer(Sight sight) {
        boolean wasAnswered = !sight.isFirst() && sight.flow().responderBytes() > sight.newResponderBytes();
        return !wasAnswered && Went.isAnswered(sight.flow());
    }

    private static void tellMac(Party party, DeviceId device, Scene scene) {
        if (party.mac() == null || party.mac().isRandomised()) {
            return;
        }
        Trait bearer = new Trait(Trait.Kind.MAC, device.value());
        if (isDue(scene.rows().get(Table.SIGHTED, bearer), scene)) {
            scene.rows().put(Table.SIGHTED, bearer, scene.at());
            scene.sight(new Trait(Trait.Kind.MAC, party.mac().toString()), NOBODY, device);
        }
    }

    private static void tellDestination(Party party, DeviceId device, String destination, Scene scene) {
        Trait trait = new Trait(Trait.Kind.DESTINATION, destination);
        Instant told = scene.rows().get(Table.SIGHTED, trait);
        if (!isDue(told, scene)) {
            return;
        }
        scene.rows().put(Table.SIGHTED, trait, scene.at());
        long learning = scene.threshold(Threshold.SAME_AT_MANY_SITES_LEARNING, party);
        boolean isNew =
                told == null && !scene.at().isBefore(scene.facts().firstSeen().plusSeconds(learning));
        if (isNew) {
            scene.sight(trait, NOBODY, device);
        }
    }

    /** Whom a model contacts is told whichever other device contacted it before. */
    private static void tellModel(DeviceId device, String destination, Scene scene) {
        String model = scene.devices().model(device);
        if (model == null) {
            return;
        }
        Trait contact = new Trait(Trait.Kind.MODEL, model + "|" + destination);
        if (isDue(scene.rows().get(Table.SIGHTED, contact), scene)) {
            scene.rows().put(Table.SIGHTED, contact, scene.at());
            scene.sight(new Trait(Trait.Kind.MODEL, model), destination, device);
        }
    }

    private static boolean isDue(@Nullable Instant told, Scene scene) {
        return told == null || !scene.at().isBefore(told.plus(BETWEEN_SIGHTINGS));
    }

    /** What a hint means for the site, as it is in {@code scene}. */
    public static Matter matter(Hint hint, Matter.Who who, Scene scene) {
        return switch (hint.trait().kind()) {
            case DESTINATION ->
                matter(
                        who,
                        Severity.MEDIUM,
                        who.name() + " contacted " + hint.trait().subject()
                                + ", which nobody had contacted here before, "
                                + scene.siteCoverage().text("this site was watched") + ". Within a day "
                                + sites(hint.others().sites()) + " came to it for the first time too, "
                                + coverage(hint.others()) + ".",
                        "What is new at several places at once is an update, a change of a maker's servers, or"
                                + " something that spreads.",
                        "See whose server it is and which devices use it. Allow it in a rule if it belongs to their"
                                + " makers; block it everywhere if not.",
                        peer(hint.trait().subject()));
            case MAC ->
                matter(
                        who,
                        Severity.HIGH,
                        "The MAC address of " + who.name() + " (" + hint.trait().subject() + ") was seen at "
                                + sites(hint.others().sites()) + " within the same day.",
                        "A maker gives an address once. Either the device was carried from place to place, or one of"
                                + " the two is a copy.",
                        "Find the device at each place. If it did not travel, take the one off that is not yours.",
                        null);
            case MODEL ->
                matter(
                        who,
                        Severity.LOW,
                        who.name() + " (" + hint.trait().subject() + ") contacted " + hint.detail() + ". None of "
                                + sites(hint.others().sites())
                                + " that have had the same model for a day or longer"
                                + " did so, " + coverage(hint.others()) + ".",
                        "Devices of one model mostly do the same. One that differs has other firmware or settings, is"
                                + " the first to get an update, or was taken over.",
                        "Compare its firmware and settings with those of the others. Allow the destination in a rule if"
                                + " it is right here.",
                        peer(hint.detail()));
        };
    }

    private static Matter matter(
            Matter.Who who, Severity severity, String what, String why, String advice, @Nullable Peer peer) {
        return new Matter(
                Alert.Kind.DETECTION,
                Pattern.SAME_AT_MANY_SITES.id(),
                who,
                peer,
                null,
                severity,
                "",
                true,
                new Matter.Text(what, why, advice));
    }

    private static Peer peer(String destination) {
        try {
            return Peer.of(IpAddress.parse(destination));
        } catch (IllegalArgumentException isName) {
            return new Peer(null, new DomainName(destination), Peer.NameSource.ANSWER_TO_DEVICE);
        }
    }

    /** What it rests on that something never happened at the others. */
    private static String coverage(Hint.Others others) {
        List<String> though = new ArrayList<>(2);
        if (others.missing() > 0) {
            though.add("something is missing at " + others.missing() + " of them");
        }
        if (others.unseen() > 0) {
            though.add("at " + others.unseen() + " of them the model did not show for a day");
        }
        return "in the " + Amounts.duration(others.watched()) + " for which all of them were watched"
                + (though.isEmpty() ? "" : ", though " + String.join(" and ", though));
    }

    private static String sites(int others) {
        return others == 1 ? "another site" : others + " other sites";
    }
}
