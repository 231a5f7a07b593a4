package io.curfew.policy.language;

import java.util.List;

/**
 * What a MUD file (RFC 8520) says of a kind of device.
 *
 * @param url the file's own {@code mud-url}; empty when it has none
 * @param allow what the device may do, one entry for each line of its access lists that accepts
 * @param deny what it may not do, one for each line that drops but those that drop all the rest, as a rule does by
 *     itself
 * @param mistakes why the file is no MUD file; nothing of it counts then
 * @param doubts lines that cannot be held against flows: they neither allow nor deny
 */
record MudProfile(String url, List<Entry> allow, List<Entry> deny, List<Mistake> mistakes, List<Mistake> doubts) {
    MudProfile {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        mistakes = List.copyOf(mistakes);
        doubts = List.copyOf(doubts);
    }

    /** Of a file that is not there nobody can tell what it allows, either way. */
    static MudProfile missing(String name, int line) {
        Selector anybody = new Selector.OnList(NameList.missing(name));
        return new MudProfile(
                "",
                List.of(
                        entry(name, line, Entry.Direction.TO, anybody),
                        entry(name, line, Entry.Direction.FROM, anybody)),
                List.of(),
                List.of(),
                List.of());
    }

    private static Entry entry(String name, int line, Entry.Direction direction, Selector other) {
        return new Entry(
                "{ mud: " + name + " }",
                line,
                direction,
                List.of(other),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "",
                null);
    }

    /** Who answers for the device: the host of the URL; empty when it has none. */
    static String authority(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return "";
        }
        int end = url.indexOf('/', start + 3);
        return url.substring(start + 3, end < 0 ? url.length() : end);
    }
}
