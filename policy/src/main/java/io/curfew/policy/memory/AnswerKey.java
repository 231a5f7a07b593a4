package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;

/** An address that a device was answered. */
public record AnswerKey(DeviceId device, IpAddress ip) {

    static AnswerKey parse(String text) {
        int bar = text.indexOf('|');
        return new AnswerKey(new DeviceId(text.substring(0, bar)), IpAddress.parse(text.substring(bar + 1)));
    }

    @Override
    public String toString() {
        return device + "|" + ip;
    }
}
