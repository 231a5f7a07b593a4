package io.curfew.policy.watch;

import io.curfew.events.Endpoint;
import io.curfew.events.Observation;
import io.curfew.events.Transport;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.judge.Call;
import io.curfew.policy.judge.Decision;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.name.Peers;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Judges messages whose flow, if they have one, is told and counted by a flow observation. */
final class Messages {
    private Messages() {}

    /**
     * What the rules say of a message.
     *
     * @param known the names that {@code asking} has for the other end
     */
    static Verdict verdict(
            Scene.Site site,
            Scene scene,
            Endpoint askingEnd,
            Party asking,
            Endpoint askedEnd,
            Party asked,
            Transport transport,
            List<KnownName> known) {
        if (asking.device() == null) {
            return Verdict.UNJUDGED;
        }
        Call call = new Call(asked, transport, askingEnd.port(), askedEnd.port(), known, scene.at());
        Decision decision = site.rules().permissions(asking).to(call);
        String act = Violations.isOne(decision) ? scene.name(asking) + " asked " + asked.ip() : "";
        return Violations.verdict(decision, act, site.policyVersion());
    }

    /** The names that a device has for another end. */
    static List<KnownName> names(Scene.Site site, Party device, Party other, Instant at) {
        return site.names().names(site.identities().unlisted(device), other.ip(), null, at);
    }

    static Peer peer(Party other, List<KnownName> known) {
        return Peers.of(other, known.isEmpty() ? null : known.getFirst());
    }

    /** DHCP, ARP and NDP of a device's own segment need no permission. */
    static JudgedObservation ofOwnSegment(Scene.Site site, Observation observation, Party device) {
        boolean named =
                device.device() != null && site.rules().permissions(device).isNamed();
        return judged(observation, device, null, null, named ? Verdict.NEEDS_NO_PERMISSION : Verdict.UNJUDGED);
    }

    static JudgedObservation judged(
            Observation observation, Party device, @Nullable Party other, @Nullable Peer peer, Verdict verdict) {
        return new JudgedObservation(
                observation, device.device(), device.zone(), other == null ? null : other.device(), peer, verdict);
    }
}
