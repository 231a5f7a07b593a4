package io.curfew.policy.detect;

import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.alert.Amounts;
import io.curfew.policy.memory.ContactKey;
import io.curfew.policy.memory.Effort;
import io.curfew.policy.memory.KnownPeers;
import io.curfew.policy.memory.KnownQuestions;
import io.curfew.policy.memory.PeerKey;
import io.curfew.policy.memory.PolicyChanges;
import io.curfew.policy.memory.QuestionKey;
import io.curfew.policy.memory.Table;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Threshold;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was blocked or changed for a device in the hours before something stopped. */
final class Changes {
    private static final int MOST_PEERS = 4;
    private static final int MOST_NAMES = 3;

    private Changes() {}

    /** The latest policies, peers and names, each in a few words. */
    static List<String> before(DeviceId device, Instant stopped, Party party, Scene scene) {
        return since(stopped, device, party, scene, at -> when(at, stopped));
    }

    /** The same of something that did not stop at once but dwindles since it {@code began} to. */
    static List<String> duringDecline(DeviceId device, Instant began, Party party, Scene scene) {
        return since(began, device, party, scene, at -> ago(at, scene));
    }

    private static List<String> since(
            Instant moment, DeviceId device, Party party, Scene scene, Function<Instant, String> when) {
        Instant from = moment.minusSeconds(scene.threshold(Threshold.GONE_QUIET_BEFORE, party));
        List<String> changes = new ArrayList<>();
        PolicyChanges policies = scene.rows().get(Table.POLICIES, Table.ONLY);
        if (policies != null) {
            changes.addAll(new PolicyNews(policies, from, moment, when)
                    .told(scene.rules().naming(party)));
        }
        KnownPeers peers = scene.rows().get(Table.KNOWN_PEERS, device);
        if (peers != null) {
            peers.contacts().stream()
                    .flatMap(contact -> peer(contact.key(device), from, when, scene))
                    .limit(MOST_PEERS)
                    .forEach(changes::add);
        }
        KnownQuestions questions = scene.rows().get(Table.KNOWN_QUESTIONS, device);
        if (questions != null) {
            questions.names().stream()
                    .map(name -> scene.rows().get(Table.QUESTIONS, new QuestionKey(device, name)))
                    .flatMap(Stream::ofNullable)
                    .filter(name -> name.blocked() && name.last().isAfter(from))
                    .sorted(Comparator.comparing(Device.NameUse::last).reversed())
                    .limit(MOST_NAMES)
                    .map(name -> "the name " + name.name() + " is blocked"
                            + known(device, new Peer(null, name.name(), null), null, scene))
                    .forEach(changes::add);
        }
        return changes;
    }

    private static Stream<String> peer(PeerKey key, Instant from, Function<Instant, String> when, Scene scene) {
        Device.PeerUse use = scene.rows().get(Table.PEERS, key);
        boolean fails = use != null && use.initiated() && use.last().isAfter(from) && isFailure(use.outcome());
        if (use == null || !fails) {
            return Stream.of();
        }
        Effort effort = scene.rows().get(Table.EFFORTS, ContactKey.of(key.device(), key.service(), use.peer()));
        String since = effort == null ? "" : " since " + when.apply(effort.since());
        String forbidden = use.verdict().equals("violation") ? " and forbidden by the policy" : "";
        return Stream.of(text(use.peer()) + " by " + use.service() + " is " + use.outcome() + since + forbidden
                + known(key.device(), use.peer(), use.service(), scene));
    }

    private static String known(DeviceId device, Peer peer, @Nullable String service, Scene scene) {
        String sentence = Needs.without(peer, service, device, scene);
        return sentence == null ? "" : " (" + sentence.substring(0, sentence.length() - 1) + ")";
    }

    private static boolean isFailure(@Nullable String outcome) {
        return "unanswered".equals(outcome) || "refused".equals(outcome) || "rejected".equals(outcome);
    }

    private static String text(Peer peer) {
        return peer.name() == null ? String.valueOf(peer.ip()) : peer.name() + " (" + peer.ip() + ")";
    }

    private static String ago(Instant at, Scene scene) {
        return Amounts.duration(Duration.between(at, scene.now())) + " ago";
    }

    private static String when(Instant at, Instant stopped) {
        Duration before = Duration.between(at, stopped);
        return before.isNegative()
                ? Amounts.duration(before.negated()) + " after the last answer"
                : Amounts.duration(before) + " before the last answer";
    }
}
