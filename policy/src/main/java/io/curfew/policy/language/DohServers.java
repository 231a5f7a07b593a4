package io.curfew.policy.language;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where DNS over HTTPS answers: names, each standing for all names below it too, and addresses; at most
 * {@value #MOST_ENTRIES} of them. What is shipped is the resource {@code doh.txt}.
 */
public final class DohServers {
    static final int MOST_ENTRIES = 20_000;

    private final NameList names;
    private final Set<IpAddress> addresses;

    private DohServers(NameList names, Set<IpAddress> addresses) {
        this.names = names;
        this.addresses = Set.copyOf(addresses);
    }

    /** Those that are shipped; read when they are first wanted. */
    public static DohServers shipped() {
        return Shipped.SERVERS;
    }

    private static final class Shipped {
        static final DohServers SERVERS = read();

        private static DohServers read() {
            try (InputStream resource =
                    Objects.requireNonNull(DohServers.class.getResourceAsStream("doh.txt"), "doh.txt")) {
                List<Mistake> mistakes = new ArrayList<>();
                String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
                DohServers servers = DohServers.read("doh.txt", text, mistakes);
                if (!mistakes.isEmpty()) {
                    throw new IllegalStateException("the list that is shipped is wrong: " + mistakes);
                }
                return servers;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /**
     * Reads one name or address a line; {@code #} begins a comment.
     *
     * @param mistakes takes note of each line that is neither
     */
    public static DohServers read(String file, String text, List<Mistake> mistakes) {
        Set<DomainName> names = new HashSet<>();
        Set<IpAddress> addresses = new HashSet<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String entry = withoutComment(line);
            if (names.size() + addresses.size() >= MOST_ENTRIES && !entry.isEmpty()) {
                mistakes.add(new Mistake(file, number, 1, "a list has at most " + MOST_ENTRIES + " entries", null));
                break;
            }
            if (!entry.isEmpty() && !take(entry, names, addresses)) {
                String message = "\"" + entry + "\" is neither a name nor an address";
                mistakes.add(new Mistake(file, number, line.indexOf(entry) + 1, message, null));
            }
        }
        return new DohServers(new NameList("doh", names), addresses);
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private static boolean take(String entry, Set<DomainName> names, Set<IpAddress> addresses) {
        boolean isAddress = entry.indexOf(':') >= 0 || Character.isDigit(entry.charAt(entry.length() - 1));
        try {
            if (isAddress) {
                addresses.add(IpAddress.parse(entry));
                return true;
            }
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
        boolean isName = NamePattern.isName(entry) && entry.indexOf('.') > 0;
        if (isName) {
            names.add(new DomainName(entry));
        }
        return isName;
    }

    public boolean has(IpAddress ip) {
        return addresses.contains(ip);
    }

    /** True when the name or a parent of it is listed. */
    public boolean has(DomainName name) {
        return names.covers(name);
    }

    /** How many names and addresses there are. */
    public int size() {
        return names.size() + addresses.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DohServers servers
                && names.equals(servers.names)
                && addresses.equals(servers.addresses);
    }

    @Override
    public int hashCode() {
        return Objects.hash(names, addresses);
    }

    @Override
    public String toString() {
        return size() + " DNS over HTTPS servers";
    }
}
