package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses (RFC 4632), written as {@code 192.0.2.0/26}.
 *
 * @param base its first address
 * @param prefixBits how many leading bits all its addresses share, 0 to 32 or 128
 */
public record Subnet(IpAddress base, int prefixBits) {
    public Subnet {
        int most = base.isV6() ? 128 : 32;
        if (prefixBits < 0 || prefixBits > most) {
            throw new IllegalArgumentException("a prefix length must be 0.." + most + ", was " + prefixBits);
        }
        IpAddress first = mask(base, prefixBits);
        if (!first.equals(base)) {
            throw new IllegalArgumentException(
                    "a subnet starts at its first address: " + first + "/" + prefixBits + ", was " + base);
        }
    }

    /**
     * Reads an address or an address with a prefix length; an address alone is a block of one.
     *
     * @throws IllegalArgumentException when {@code text} is neither
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            IpAddress only = IpAddress.parse(text);
            return new Subnet(only, only.isV6() ? 128 : 32);
        }
        IpAddress base = IpAddress.parse(text.substring(0, slash));
        try {
            return new Subnet(base, Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "a subnet like 192.0.2.0/26 is wanted, was \"" + text + "\"", notANumber);
        }
    }

    public boolean contains(IpAddress ip) {
        if (ip.isV6() != base.isV6()) {
            return false;
        }
        if (!ip.isV6()) {
            return prefixBits == 0 || (ip.low() ^ base.low()) >>> (32 - prefixBits) == 0;
        }
        if (prefixBits <= 64) {
            return prefixBits == 0 || (ip.high() ^ base.high()) >>> (64 - prefixBits) == 0;
        }
        return ip.high() == base.high() && (ip.low() ^ base.low()) >>> (128 - prefixBits) == 0;
    }

    /** The directed broadcast address (RFC 919); null for IPv6 and for blocks of one or two addresses. */
    public @Nullable IpAddress broadcast() {
        return base.isV6() || prefixBits > 30 ? null : IpAddress.v4((int) (base.low() | 0xffff_ffffL >>> prefixBits));
    }

    private static IpAddress mask(IpAddress ip, int bits) {
        if (!ip.isV6()) {
            return IpAddress.v4((int) (bits == 0 ? 0 : ip.low() >>> (32 - bits) << (32 - bits)));
        }
        long high = bits >= 64 ? ip.high() : bits == 0 ? 0 : ip.high() >>> (64 - bits) << (64 - bits);
        long low = bits >= 128 ? ip.low() : bits <= 64 ? 0 : ip.low() >>> (128 - bits) << (128 - bits);
        return IpAddress.v6(high, low);
    }

    @Override
    public String toString() {
        return base + "/" + prefixBits;
    }
}
