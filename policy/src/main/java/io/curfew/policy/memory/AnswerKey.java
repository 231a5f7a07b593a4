package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;

/** An address that a device was answered. */
public record AnswerKey(DeviceId device, IpAddress ip) {
    @Override
    public String toString() {
        return device + "|" + ip;
    }
}
