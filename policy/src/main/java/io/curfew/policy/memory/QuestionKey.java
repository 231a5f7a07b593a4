package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.policy.DeviceId;

/** A name that a device asked for. */
public record QuestionKey(DeviceId device, DomainName name) {
    @Override
    public String toString() {
        return device + "|" + name;
    }
}
