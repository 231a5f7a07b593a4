package io.curfew.policy.language;

import io.curfew.events.IpAddress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads lists of names as blocklists publish them. Works on octets: a list may have a million lines. A line that says
 * something else than a name is skipped and counted.
 */
final class ListReader {

    /** How a list is written. */
    enum Format {
        /** {@code 0.0.0.0 name name}, as in a hosts file. */
        HOSTS,
        /** One name or address a line. */
        DOMAINS,
        /** {@code ||name^} and {@code @@||name^}, as ad blockers have it; other kinds of filters are skipped. */
        ADBLOCK
    }

    /** What every hosts file has and nobody means. */
    private static final Set<String> OWN_NAMES = Set.of("localhost.localdomain", "0.0.0.0", "127.0.0.1", "::1");
    /** Options under which a filter speaks of all that a name stands for. */
    private static final Set<String> WHOLE = Set.of("important", "all", "document", "doc", "third-party", "3p");

    private static final int LONGEST_NAME = 253;

    private final Format format;
    private final byte[] octets;
    private final NameTable names = new NameTable();
    private final List<NamePatterns.Pattern> patterns = new ArrayList<>();
    private final Set<IpAddress> longAddresses = new HashSet<>();
    private final byte[] lowered = new byte[LONGEST_NAME];
    private int[] addresses = new int[16];
    private int addressCount;
    private int skipped;

    private ListReader(Format format, byte[] octets) {
        this.format = format;
        this.octets = octets;
    }

    /** @throws IllegalStateException when there are more names or addresses than a list may have */
    static NameList read(String id, Format format, byte[] octets) {
        return new ListReader(format, octets).read(id);
    }

    static NameList read(String id, Format format, String text) {
        return read(id, format, text.getBytes(StandardCharsets.UTF_8));
    }

    private NameList read(String id) {
        int start = startsWith(0, octets.length, "\u00ef\u00bb\u00bf") ? 3 : 0;
        for (int at = start; at <= octets.length; at++) {
            if (at == octets.length || octets[at] == '\n' || octets[at] == '\r') {
                line(start, at);
                start = at + 1;
            }
        }
        names.close();
        int[] sorted =
                Arrays.stream(addresses, 0, addressCount).sorted().distinct().toArray();
        return new NameList(id, names, new NamePatterns(patterns), sorted, longAddresses, skipped);
    }

    private void line(int start, int stop) {
        int from = start;
        while (from < stop && isBlank(octets[from])) {
            from++;
        }
        boolean isComment = from < stop && (octets[from] == '#' || octets[from] == '!' || octets[from] == '[');
        if (from == stop || isComment) {
            return;
        }
        switch (format) {
            case HOSTS -> hosts(from, stop);
            case DOMAINS -> name(from, wordEnd(from, commentBegin(from, stop)));
            case ADBLOCK -> filter(from, stop);
        }
    }

    /** Each name after the address; what hosts files say of the machine itself is left out. */
    private void hosts(int from, int lineEnd) {
        int stop = commentBegin(from, lineEnd);
        int addressEnd = wordEnd(from, stop);
        int at = next(addressEnd, stop);
        if (!isAddress(from, addressEnd) || at == stop) {
            skipped++;
            return;
        }
        while (at < stop) {
            int end = wordEnd(at, stop);
            boolean isOwn = indexOf('.', at, end) < 0 || OWN_NAMES.contains(word(at, end));
            if (!isOwn) {
                name(at, end);
            }
            at = next(end, stop);
        }
    }

    /** Where the comment begins, whatever stands before it (hosts(5)); the end of the line where there is none. */
    private int commentBegin(int from, int stop) {
        int hash = indexOf('#', from, stop);
        return hash < 0 ? stop : hash;
    }

    /** A name, with or without {@code *.} before it, or an address. */
    private void name(int start, int stop) {
        int from = startsWith(start, stop, "*.") ? start + 2 : startsWith(start, stop, ".") ? start + 1 : start;
        if (isOneLabel(from, stop)) {
            skipped++;
            return;
        }
        entry(from, stop, NameList.LISTED);
    }

    /** A word alone is more likely a slip than a whole top-level domain. */
    private boolean isOneLabel(int from, int stop) {
        return indexOf('.', from, stop) < 0 && indexOf(':', from, stop) < 0;
    }

    private void filter(int start, int stop) {
        boolean excepts = startsWith(start, stop, "@@");
        int from = excepts ? start + 2 : start;
        boolean anchored = startsWith(from, stop, "||");
        from = anchored ? from + 2 : startsWith(from, stop, "|") ? from + 1 : from;
        int end = stop;
        while (end > from && isBlank(octets[end - 1])) {
            end--;
        }
        int dollar = indexOf('$', from, end);
        int marks = excepts ? NameList.EXCEPTED : NameList.LISTED;
        if (dollar >= 0) {
            marks = marks(dollar + 1, end, excepts);
            end = dollar;
        }
        if (!anchored && !excepts && hasBlank(from, end)) {
            hosts(from, end);
            return;
        }
        end = end > from && octets[end - 1] == '|' ? end - 1 : end;
        end = end > from && octets[end - 1] == '^' ? end - 1 : end;
        if (marks == 0 || (!anchored && isOneLabel(from, end))) {
            skipped++;
        } else if (indexOf('*', from, end) >= 0) {
            pattern(word(from, end), marks);
        } else {
            entry(from, end, marks);
        }
    }

    /** What a filter with these options says of a name; 0 when it does not speak of all that the name stands for. */
    private int marks(int from, int stop, boolean excepts) {
        boolean important = false;
        for (String option : word(from, stop).split(",", -1)) {
            boolean speaksOfAll = excepts ? option.equals("important") || option.equals("all") : WHOLE.contains(option);
            if (!speaksOfAll) {
                return 0;
            }
            important |= option.equals("important");
        }
        if (excepts) {
            return NameList.EXCEPTED;
        }
        return important ? NameList.LISTED | NameList.IMPORTANT : NameList.LISTED;
    }

    private void pattern(String text, int marks) {
        if (patterns.size() < NameList.MOST_PATTERNS && NamePattern.isName(text.replace('*', 'x'))) {
            patterns.add(new NamePatterns.Pattern(text, marks));
        } else {
            skipped++;
        }
    }

    private void entry(int from, int stop, int marks) {
        int end = stop > from && octets[stop - 1] == '.' ? stop - 1 : stop;
        int length = end - from;
        if (isAddress(from, end)) {
            address(word(from, end), marks);
            return;
        }
        if (length > LONGEST_NAME) {
            skipped++;
            return;
        }
        for (int index = 0; index < length; index++) {
            byte letter = octets[from + index];
            lowered[index] = letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
        }
        if (isName(lowered, length)) {
            names.add(lowered, 0, length, marks);
        } else {
            skipped++;
        }
    }

    private boolean isAddress(int from, int stop) {
        if (indexOf(':', from, stop) >= 0) {
            return true;
        }
        for (int at = from; at < stop; at++) {
            if (octets[at] != '.' && (octets[at] < '0' || octets[at] > '9')) {
                return false;
            }
        }
        return from < stop;
    }

    private void address(String text, int marks) {
        try {
            IpAddress ip = IpAddress.parse(text);
            if ((marks & NameList.LISTED) == 0) {
                skipped++;
            } else if (addressCount + longAddresses.size() >= NameList.MOST_ADDRESSES) {
                throw new IllegalStateException("a list has at most " + NameList.MOST_ADDRESSES + " addresses");
            } else if (ip.isV6()) {
                longAddresses.add(ip);
            } else {
                addresses = addressCount < addresses.length ? addresses : Arrays.copyOf(addresses, addressCount * 2);
                addresses[addressCount++] = (int) ip.low();
            }
        } catch (IllegalArgumentException noAddress) {
            skipped++;
        }
    }

    /** As {@link NamePattern#isName}, on octets in lower case. */
    private static boolean isName(byte[] text, int length) {
        for (int at = 0; at < length; at++) {
            byte letter = text[at];
            boolean inLabel = letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            boolean isEdge = at == 0 || at == length - 1 || text[at - 1] == '.' || text[at + 1] == '.';
            if (!inLabel && (isEdge || (letter != '-' && letter != '.'))) {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private boolean hasBlank(int from, int stop) {
        return wordEnd(from, stop) < stop;
    }

    private int wordEnd(int from, int stop) {
        int at = from;
        while (at < stop && !isBlank(octets[at])) {
            at++;
        }
        return at;
    }

    /** Where the next word begins. */
    private int next(int from, int stop) {
        int at = from;
        while (at < stop && isBlank(octets[at])) {
            at++;
        }
        return at;
    }

    private int indexOf(char wanted, int from, int stop) {
        for (int at = from; at < stop; at++) {
            if (octets[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    private boolean startsWith(int from, int stop, String wanted) {
        if (stop - from < wanted.length()) {
            return false;
        }
        for (int index = 0; index < wanted.length(); index++) {
            if ((octets[from + index] & 0xff) != wanted.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private String word(int from, int stop) {
        return new String(octets, from, stop - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
