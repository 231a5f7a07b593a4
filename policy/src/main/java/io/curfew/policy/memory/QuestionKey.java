package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.policy.DeviceId;

/** A name that a device asked for. */
public record QuestionKey(DeviceId device, DomainName name) {

    static QuestionKey parse(String text) {
        int bar = text.indexOf('|');
        return new QuestionKey(new DeviceId(text.substring(0, bar)), new DomainName(text.substring(bar + 1)));
    }

    @Override
    public String toString() {
        return device + "|" + name;
    }
}
