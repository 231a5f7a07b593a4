package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

/** An address that a device was answered. */
public record AnswerKey(DeviceId device, IpAddress ip) {
    // By hand, as it is compared with every row that is looked up by it.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnswerKey key && device.equals(key.device) && ip.equals(key.ip);
    }

    @Override
    public int hashCode() {
        return 31 * device.hashCode() + ip.hashCode();
    }

    @Override
    public String toString() {
        return device + "|" + ip;
    }
}
