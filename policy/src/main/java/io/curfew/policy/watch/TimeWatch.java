package io.curfew.policy.watch;

import io.curfew.events.Endpoint;
import io.curfew.events.NtpObservation;
import io.curfew.events.Transport;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.memory.ServerKey;
import io.curfew.policy.name.KnownName;
import io.curfew.policy.plan.Party;

import java.util.List;

/** Judges questions for the time, and their answers. */
final class TimeWatch {
    private static final int CLIENT = 3;
    private static final int SERVER = 4;

    private final Detections detections;
    private final Greeter greeter;

    TimeWatch(Detections detections, Greeter greeter) {
        this.detections = detections;
        this.greeter = greeter;
    }

    JudgedObservation judge(Scene.Site site, Scene scene, NtpObservation ntp) {
        boolean fromServer = ntp.mode() == SERVER;
        Endpoint askingEnd = fromServer ? ntp.receiver() : ntp.sender();
        Endpoint askedEnd = fromServer ? ntp.sender() : ntp.receiver();
        Party asking = site.identities().party(site.plan(), askingEnd, ntp.vlanIds(), scene.at());
        Party asked = site.identities().party(site.plan(), askedEnd, ntp.vlanIds(), scene.at());
        greeter.meet(asking, scene);
        greeter.meet(asked, scene);
        List<KnownName> known = Messages.names(site, asking, asked, ntp.at());
        if (asking.device() != null && ntp.mode() == CLIENT) {
            site.devices().server(asking.device(), ServerKey.Kind.NTP, askedEnd.ip(), known, site.plan(), ntp.at());
        }
        detections.time(ntp, asking, asked, scene);
        return Messages.judged(
                ntp,
                asking,
                asked,
                Messages.peer(asked, known),
                Messages.verdict(site, scene, askingEnd, asking, askedEnd, asked, Transport.UDP, known));
    }
}
