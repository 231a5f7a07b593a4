package io.curfew.policy.detect;

import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.essential.Essential;
import io.curfew.policy.essential.Essentials;
import io.curfew.policy.memory.DeviceFacts;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

/** What a device is known not to do without: said once it is blocked, too. */
final class Needs {
    private Needs() {}

    /**
     * What is known to stop without a peer or a name, as a sentence; null when nothing is known.
     *
     * @param service what for, as {@code ntp}; absent for a name that is asked for
     */
    static @Nullable String without(@Nullable Peer peer, @Nullable String service, DeviceId device, Scene scene) {
        DeviceFacts facts = scene.rows().get(Table.DEVICES, device);
        Essential essential = Essentials.shipped().find(facts == null ? null : facts.hostname(), peer, service);
        return essential == null ? null : essential.sentence();
    }
}
