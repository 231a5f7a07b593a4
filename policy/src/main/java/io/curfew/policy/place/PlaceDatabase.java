package io.curfew.policy.place;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A database in the MaxMind DB file format 2.0, as MaxMind, DB-IP and IPinfo publish them: which country and which
 * autonomous system an address belongs to. The octets are not copied; looking up makes no object. What is damaged
 * inside is an address that nobody knows.
 */
public final class PlaceDatabase {
    private static final byte[] MARK = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int FARTHEST_MARK = 128 * 1_024;
    private static final int SEPARATOR = 16;
    private static final int IPV4_BITS_IN_IPV6 = 96;
    private static final long LARGEST_ASN = 0xffff_ffffL;

    private static final byte[] COUNTRY = key("country");
    private static final byte[] REGISTERED_COUNTRY = key("registered_country");
    private static final byte[] ISO_CODE = key("iso_code");
    private static final byte[] COUNTRY_CODE = key("country_code");
    private static final byte[] SYSTEM_NUMBER = key("autonomous_system_number");
    private static final byte[] ASN = key("asn");
    private static final byte[] SYSTEM_ORGANISATION = key("autonomous_system_organization");
    private static final byte[] SYSTEM_NAME = key("as_name");

    private final byte[] octets;
    private final DatabaseValues values;
    private final int nodes;
    private final int recordBits;
    private final boolean holdsIpv6;
    private final int ipv4Start;
    private final int dataStart;
    private final String type;

    private PlaceDatabase(byte[] octets, int metadata) {
        this.octets = octets;
        DatabaseValues described = new DatabaseValues(octets, metadata);
        nodes = Math.toIntExact(described.number(wanted(described, metadata, "node_count")));
        recordBits = (int) described.number(wanted(described, metadata, "record_size"));
        holdsIpv6 = described.number(wanted(described, metadata, "ip_version")) == 6;
        type = described.text(wanted(described, metadata, "database_type"));
        if (recordBits != 24 && recordBits != 28 && recordBits != 32) {
            throw new IllegalArgumentException("records of " + recordBits + " bits are not known");
        }
        long tree = (long) nodes * recordBits / 4;
        if (tree + SEPARATOR > metadata) {
            throw new IllegalArgumentException("the file is shorter than it says");
        }
        dataStart = (int) tree + SEPARATOR;
        values = new DatabaseValues(octets, dataStart);
        ipv4Start = holdsIpv6 ? walk(0, 0, 0, IPV4_BITS_IN_IPV6) : 0;
    }

    /** @throws IllegalArgumentException when the octets are no such database; the message says why */
    public static PlaceDatabase of(byte[] octets) {
        int mark = lastMark(octets);
        if (mark < 0) {
            throw new IllegalArgumentException("this is no database in the MaxMind DB format");
        }
        try {
            return new PlaceDatabase(octets, mark + MARK.length);
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            throw new IllegalArgumentException("the database is damaged", damaged);
        }
    }

    private static int lastMark(byte[] octets) {
        int last = octets.length - MARK.length;
        for (int at = last; at >= Math.max(0, last - FARTHEST_MARK); at--) {
            if (Arrays.equals(octets, at, at + MARK.length, MARK, 0, MARK.length)) {
                return at;
            }
        }
        return -1;
    }

    private static int wanted(DatabaseValues described, int metadata, String name) {
        int at = described.find(metadata, key(name));
        if (at < 0) {
            throw new IllegalArgumentException("the database does not say its " + name);
        }
        return at;
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A country's two letters as 16 bits, as {@link #country} gives them. */
    public static int packed(String country) {
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("a country is two capital letters, was \"" + country + "\"");
        }
        return country.charAt(0) << 8 | country.charAt(1);
    }

    /** What its maker calls it, as {@code GeoLite2-Country}. */
    public String type() {
        return type;
    }

    /** The country, packed; where it is not known, the one in which the address is registered; 0 when nobody knows. */
    public int country(IpAddress ip) {
        try {
            int record = find(ip);
            if (record < 0) {
                return 0;
            }
            int country = values.find(record, COUNTRY);
            int code = country < 0 ? 0 : countryAt(country);
            if (code == 0) {
                int registered = values.find(record, REGISTERED_COUNTRY);
                code = registered < 0 ? 0 : countryAt(registered);
            }
            int plain = code == 0 ? values.find(record, COUNTRY_CODE) : -1;
            return plain < 0 ? code : values.twoLetters(plain);
        } catch (IndexOutOfBoundsException damaged) {
            return 0;
        }
    }

    /** A map with the code, or the code itself. */
    private int countryAt(int at) {
        int code = values.find(at, ISO_CODE);
        return values.twoLetters(code < 0 ? at : code);
    }

    /** The number of the autonomous system; 0 when nobody knows. */
    public long asn(IpAddress ip) {
        try {
            int record = find(ip);
            if (record < 0) {
                return 0;
            }
            int number = values.find(record, SYSTEM_NUMBER);
            if (number >= 0) {
                return values.number(number);
            }
            int asn = values.find(record, ASN);
            return asn < 0 ? 0 : Math.max(values.number(asn), number(values.text(asn)));
        } catch (IndexOutOfBoundsException damaged) {
            return 0;
        }
    }

    /** Who runs the autonomous system; empty when nobody knows. */
    public String organisation(IpAddress ip) {
        try {
            int record = find(ip);
            if (record < 0) {
                return "";
            }
            int name = values.find(record, SYSTEM_ORGANISATION);
            int otherwise = name < 0 ? values.find(record, SYSTEM_NAME) : name;
            return otherwise < 0 ? "" : values.text(otherwise);
        } catch (IndexOutOfBoundsException damaged) {
            return "";
        }
    }

    private static long number(String text) {
        return text.matches("AS\\d{1,10}") ? Math.min(LARGEST_ASN, Long.parseLong(text.substring(2))) : 0;
    }

    /** Where the record of an address stands; -1 when there is none. */
    private int find(IpAddress ip) {
        if (ip.isV6()) {
            return holdsIpv6 ? data(walk(0, ip.high(), ip.low(), 128)) : -1;
        }
        return data(walk(ipv4Start, ip.low() << 32, 0, 32));
    }

    private int data(int node) {
        return node <= nodes ? -1 : dataStart + (node - nodes - SEPARATOR);
    }

    /** Follows the first bits from a node on, until they end or a record is reached. */
    private int walk(int from, long high, long low, int bits) {
        int node = from;
        for (int bit = 0; bit < bits && node < nodes; bit++) {
            long word = bit < 64 ? high << bit : low << (bit - 64);
            node = child(node, word < 0);
        }
        return node;
    }

    /** Records of 28 bits share the octet between them: its upper half is the top of the left one. */
    private int child(int node, boolean right) {
        int at = node * (recordBits / 4);
        return switch (recordBits) {
            case 24 -> octets(right ? at + 3 : at, 3);
            case 28 ->
                right
                        ? (octets[at + 3] & 0x0f) << 24 | octets(at + 4, 3)
                        : (octets[at + 3] & 0xf0) << 20 | octets(at, 3);
            default -> octets(right ? at + 4 : at, 4);
        };
    }

    private int octets(int at, int count) {
        int value = 0;
        for (int index = at; index < at + count; index++) {
            value = value << 8 | (octets[index] & 0xff);
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlaceDatabase database && Arrays.equals(octets, database.octets);
    }

    @Override
    public int hashCode() {
        return octets.length;
    }

    @Override
    public String toString() {
        return type;
    }
}
