package io.curfew.policy.watch;

import io.curfew.events.DnsObservation;
import io.curfew.events.Outcome;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Occurrence;
import io.curfew.policy.alert.Summary;
import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.name.NameBook;
import io.curfew.policy.plan.Party;

import java.util.List;

/** Judges questions for names, and learns the names of addresses from their answers. */
final class QuestionWatch {
    private final Detections detections;
    private final Greeter greeter;

    QuestionWatch(Detections detections, Greeter greeter) {
        this.detections = detections;
        this.greeter = greeter;
    }

    JudgedObservation judge(Scene.Site site, Scene scene, DnsObservation dns) {
        Party client = site.identities().party(site.plan(), dns.client(), dns.vlanIds(), scene.at());
        Party server = site.identities().party(site.plan(), dns.server(), dns.vlanIds(), scene.at());
        greeter.meet(client, scene);
        greeter.meet(server, scene);
        SiteFacts facts = site.rows().get(Table.SITE, Table.ONLY);
        if (facts != null && facts.firstQuestion() == null) {
            site.rows().put(Table.SITE, Table.ONLY, facts.withFirstQuestion(dns.at()));
        }
        boolean isUpstream =
                client.serves() || (client.device() == null && site.plan().hasSubnets());
        site.names().learn(dns, site.identities().unlisted(client), isUpstream);
        LateAnswers.read(site, scene, dns, client);
        detections.question(dns, client, server, scene);
        List<KnownName> known = Messages.names(site, client, server, dns.at());
        Peer peer = Messages.peer(server, known);
        if (client.device() == null) {
            return Messages.judged(dns, client, server, peer, Verdict.UNJUDGED);
        }
        site.devices().question(client.device(), dns);
        // A server's log does not say where the server stands: whom the device asked, nobody can tell.
        boolean serverIsKnown = !dns.server().ip().isUnspecified();
        if (serverIsKnown) {
            site.devices()
                    .server(client.device(), ServerKey.Kind.DNS, dns.server().ip(), known, site.plan(), dns.at());
        }
        KnownName asked = new KnownName(dns.questionName(), NameBook.chain(dns), Peer.NameSource.ANSWER_TO_DEVICE);
        Decision decision = site.rules().permissions(client).question(asked, dns.at());
        if (decision instanceof Decision.Denied) {
            return Messages.judged(dns, client, server, peer, denied(site, scene, dns, client, asked, decision));
        }
        Verdict verdict = serverIsKnown
                ? Messages.verdict(site, scene, dns.client(), client, dns.server(), server, dns.transport(), known)
                : Verdict.UNJUDGED;
        return Messages.judged(dns, client, server, peer, verdict);
    }

    private static Verdict denied(
            Scene.Site site, Scene scene, DnsObservation dns, Party client, KnownName asked, Decision decision) {
        Matter.Who who = scene.who(client);
        String act = who.name() + " asked for " + asked.name();
        Matter matter = Violations.matter(
                decision,
                who,
                new Peer(null, asked.name(), asked.source()),
                "dns",
                true,
                () -> new Violations.Wording(act, "", Essentials.shipped().find(null, asked.name(), null)));
        if (matter != null && !scene.isLearning()) {
            Outcome outcome = dns.responseCode() == null ? Outcome.UNANSWERED : Outcome.ANSWERED;
            Occurrence occurrence =
                    scene.occurrence(Summary.evidence(dns, scene.sensor(), dns.at()), outcome, dns.at(), dns.at());
            site.alerts().raise(site.alerts().gathered(matter), occurrence, site.policyVersion());
        }
        return Violations.verdict(decision, act, site.policyVersion());
    }
}
