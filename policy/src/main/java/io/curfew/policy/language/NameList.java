package io.curfew.policy.language;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A list as blocklists are: names, each standing for itself and all names below it, exceptions from them, patterns, and
 * addresses. At most {@value NameTable#MOST_NAMES} names, {@value #MOST_ADDRESSES} addresses and
 * {@value #MOST_PATTERNS} patterns.
 */
public final class NameList {
    static final int MOST_ADDRESSES = 1_000_000;
    static final int MOST_PATTERNS = 20_000;

    /** The name is listed. */
    static final int LISTED = 1;
    /** The name is excepted, should it be listed. */
    static final int EXCEPTED = 2;
    /** The name is listed whatever is excepted. */
    static final int IMPORTANT = 4;

    private final String id;
    private final NameTable names;
    private final NamePatterns patterns;
    private final int[] addresses;
    private final Set<IpAddress> longAddresses;
    private final int skipped;
    private final boolean missing;

    /**
     * @param addresses IPv4 addresses as 32 bits, ascending
     * @param longAddresses IPv6 addresses
     * @param skipped how many lines said something that is no name
     */
    NameList(
            String id,
            NameTable names,
            NamePatterns patterns,
            int[] addresses,
            Set<IpAddress> longAddresses,
            int skipped) {
        this(id, names, patterns, addresses, longAddresses, skipped, false);
    }

    private NameList(
            String id,
            NameTable names,
            NamePatterns patterns,
            int[] addresses,
            Set<IpAddress> longAddresses,
            int skipped,
            boolean missing) {
        this.id = id;
        this.names = names;
        this.patterns = patterns;
        this.addresses = addresses;
        this.longAddresses = Set.copyOf(longAddresses);
        this.skipped = skipped;
        this.missing = missing;
    }

    public NameList(String id, Collection<DomainName> names) {
        this(id, table(names), new NamePatterns(List.of()), new int[0], new HashSet<>(), 0);
    }

    private static NameTable table(Collection<DomainName> names) {
        NameTable table = new NameTable();
        for (DomainName name : names) {
            table.add(name.value(), LISTED);
        }
        table.close();
        return table;
    }

    /** One whose file is not there: nobody can tell what stands on it. */
    static NameList missing(String id) {
        return new NameList(id, table(List.of()), new NamePatterns(List.of()), new int[0], Set.of(), 0, true);
    }

    /** The same names by another id; they are not copied. */
    NameList called(String otherId) {
        return new NameList(otherId, names, patterns, addresses, longAddresses, skipped);
    }

    /** True when nobody can tell what stands on it. */
    public boolean isMissing() {
        return missing;
    }

    public String id() {
        return id;
    }

    /** How many names, exceptions, patterns and addresses there are. */
    public int size() {
        return names.size() + patterns.size() + addresses.length + longAddresses.size();
    }

    /** How many lines said something that is no name: paths, scripts, regular expressions. */
    public int skipped() {
        return skipped;
    }

    /** True when {@code name} or a parent of it is on the list, and neither it nor a parent is excepted. */
    public boolean covers(DomainName name) {
        int marks = names.marks(name.value());
        if (!patterns.isEmpty()) {
            marks |= patterns.marks(name.value());
        }
        return (marks & IMPORTANT) != 0 || (marks & (LISTED | EXCEPTED)) == LISTED;
    }

    /** True when the address itself is on the list. */
    public boolean covers(IpAddress ip) {
        return ip.isV6() ? longAddresses.contains(ip) : Arrays.binarySearch(addresses, (int) ip.low()) >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameList list
                && id.equals(list.id)
                && missing == list.missing
                && names.equals(list.names)
                && patterns.equals(list.patterns)
                && Arrays.equals(addresses, list.addresses)
                && longAddresses.equals(list.longAddresses);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, names, addresses.length);
    }

    @Override
    public String toString() {
        return id + " (" + size() + " names)";
    }
}
