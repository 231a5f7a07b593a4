package io.curfew.collector.row;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;

/** What a row and its key have said so far: what is said again is told by its place, a time by what passed since. */
final class Said {
    final Heard<String> texts = new Heard<>();
    final Heard<IpAddress> addresses = new Heard<>();
    final Heard<MacAddress> macs = new Heard<>();

    /** The latest time, microseconds since 1970. */
    long micros = Moments.BEGIN;

    void clear() {
        texts.clear();
        addresses.clear();
        macs.clear();
        micros = Moments.BEGIN;
    }
}
