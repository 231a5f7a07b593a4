package io.curfew.policy.watch;

import io.curfew.policy.detect.Detections;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.plan.Party;
import org.jspecify.annotations.Nullable;

/** Notes that a party was seen, and tells of it until it was decided whether it is new. */
final class Greeter {
    private final DeviceBook devices;
    private final Detections detections;

    Greeter(DeviceBook devices, Detections detections) {
        this.devices = devices;
        this.detections = detections;
    }

    /** What is known of it; null when it is no device of the site. */
    @Nullable
    DeviceFacts meet(Party party, Scene scene) {
        DeviceFacts facts = devices.meet(party, scene.at());
        if (facts == null || facts.greeted() || party.device() == null || party.zone() == null) {
            return facts;
        }
        if (party.listed() != null) {
            devices.greet(party.device());
        }
        detections.arrival(party, scene);
        return facts;
    }
}
