package io.curfew.policy.watch;

import io.curfew.events.DnsObservation;
import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.detect.Kept;
import io.curfew.policy.detect.Pardons;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.language.Rule;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.KnownPeers;
import io.curfew.policy.memory.Occurrences;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.NameBook;
import io.curfew.policy.plan.Party;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Resolves what was told of an address without a name while the answer that names it, of before the first flow that
 * counted, was yet to be read: logs are read late, and another sensor tells when it likes. Looks at the alerts of one
 * device and address, a few for each service.
 */
final class LateAnswers {
    private static final Matter.Text NO_TEXT = new Matter.Text("", "", "");

    private final Scene.Site site;
    private final Scene scene;
    private final DnsObservation answer;

    private LateAnswers(Scene.Site site, Scene scene, DnsObservation answer) {
        this.site = site;
        this.scene = scene;
        this.answer = answer;
    }

    /** Takes note of an answer whose names are known by now. */
    static void read(Scene.Site site, Scene scene, DnsObservation answer, Party client) {
        DeviceId device = client.device();
        DeviceFacts facts = device == null ? null : site.rows().get(Table.DEVICES, device);
        if (device == null || facts == null || facts.openPeers() == 0 || scene.isLearning()) {
            return;
        }
        List<IpAddress> answered = NameBook.addresses(answer);
        KnownPeers peers = answered.isEmpty() ? null : site.rows().get(Table.KNOWN_PEERS, device);
        if (peers != null) {
            LateAnswers late = new LateAnswers(site, scene, answer);
            peers.contacts().stream()
                    .filter(contact -> contact.initiated() && answered.contains(contact.ip()))
                    .forEach(contact -> late.look(client, contact));
        }
    }

    private void look(Party client, KnownPeers.Contact contact) {
        for (Rule rule : site.rules().naming(client)) {
            look(matter(Alert.Kind.RULE, rule.id(), client, contact));
        }
        look(matter(Alert.Kind.DETECTION, Pattern.HARD_CODED_ADDRESS.id(), client, contact));
    }

    /** What an alert about the address is recognised by. */
    private Matter matter(Alert.Kind kind, String origin, Party client, KnownPeers.Contact contact) {
        return new Matter(
                kind,
                origin,
                scene.who(client),
                Peer.of(contact.ip()),
                contact.service(),
                Severity.LOW,
                "",
                true,
                NO_TEXT);
    }

    private void look(Matter matter) {
        String id = site.alerts().identity(matter).alert();
        Alert alert = site.rows().get(Table.ALERTS, id);
        Occurrences occurrences = site.rows().get(Table.OCCURRENCES, id);
        if (alert != null && occurrences != null && isInQuestion(alert, occurrences)) {
            String why = why(alert);
            if (why != null) {
                site.alerts().end(id, scene.now(), why);
            }
        }
    }

    /** Only what began after the answer; and who opened an alert again says that it is not over. */
    private boolean isInQuestion(Alert alert, Occurrences occurrences) {
        return alert.state() != Alert.State.RESOLVED
                && alert.standing().reopenedByHand() == null
                && !occurrences.first().isBefore(answer.at());
    }

    private @Nullable String why(Alert alert) {
        String named = "An answer of before it, which was read late, has the address called " + answer.questionName();
        if (alert.kind() == Alert.Kind.DETECTION) {
            return named + ".";
        }
        String first = null;
        for (Kept kept : new KeptEvidence(site, scene, alert).judged()) {
            if (!(kept.decision() instanceof Decision.Allowed allowed)) {
                return null;
            }
            first = first == null ? Pardons.allowed(allowed) : first;
        }
        return first == null ? null : named + ": the policy " + first + ".";
    }
}
