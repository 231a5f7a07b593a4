package io.curfew.sensor.privacy;

import io.curfew.events.DomainName;

/** Names as far as an aggregated zone tells them. */
final class Names {
    private Names() {}

    /** The last two labels; a dot within a label is written {@code \046} and is none. */
    static DomainName cut(DomainName name) {
        String value = name.value();
        int last = value.lastIndexOf('.');
        int before = last < 0 ? -1 : value.lastIndexOf('.', last - 1);
        return before < 0 ? name : new DomainName(value.substring(before + 1));
    }
}
