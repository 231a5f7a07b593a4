package io.curfew.sensor.device;

import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The options of one DHCPv6 message (RFC 8415, section 21) that say who a client is and what it is given. Keeps at most
 * {@value #MOST_ADDRESSES} addresses of a kind and {@value #MOST_NUMBERS} requested options. An option that does not
 * fit ends the reading of those that stand beside it.
 */
final class DhcpV6Options {
    private static final int MOST_ADDRESSES = 16;
    private static final int MOST_NUMBERS = 256;
    private static final int MOST_SHOWN_OCTETS = 255;
    private static final int MOST_TEXT_OCTETS = 1_024;
    private static final int ADDRESS_OCTETS = 16;

    private static final int CLIENT_ID = 1;
    private static final int ADDRESSES = 3;
    private static final int TEMPORARY_ADDRESSES = 4;
    private static final int ADDRESS = 5;
    private static final int REQUESTED = 6;
    private static final int VENDOR_CLASS = 16;
    private static final int VENDOR_SPECIFIC = 17;
    private static final int DNS_SERVERS = 23;
    private static final int SIMPLE_NTP_SERVERS = 31;
    private static final int CLIENT_NAME = 39;
    private static final int NTP_SERVERS = 56;
    private static final int MUD_URL = 112;

    private static final int DUID_WITH_TIME = 1;
    private static final int DUID_OF_LINK = 3;
    private static final int ETHERNET = 1;
    private static final int NTP_GROUP = 2;

    final List<IpAddress> granted = new ArrayList<>();
    final List<IpAddress> named = new ArrayList<>();
    final List<Integer> requested = new ArrayList<>();
    final List<IpAddress> dnsServers = new ArrayList<>();
    final List<IpAddress> ntpServers = new ArrayList<>();

    @Nullable
    Duration lease;

    @Nullable
    String vendorClass;

    @Nullable
    String vendorSpecific;

    @Nullable
    String clientId;

    @Nullable
    String clientName;

    @Nullable
    String mudUrl;

    /** What the DUID says is the client's MAC address; -1 where it says none. */
    long clientMac = -1;

    /** Takes the options from {@code from} to before {@code end}. */
    void read(byte[] octets, int from, int end) {
        DhcpV6OptionList.each(octets, from, end, (code, at, optionEnd) -> option(code, octets, at, optionEnd));
    }

    private void option(int code, byte[] octets, int at, int end) {
        switch (code) {
            case CLIENT_ID -> clientId(octets, at, end);
            case ADDRESSES -> addressesOfAssociation(octets, at + 12, end);
            case TEMPORARY_ADDRESSES -> addressesOfAssociation(octets, at + 4, end);
            case REQUESTED -> {
                for (int number = at; end - number >= 2 && requested.size() < MOST_NUMBERS; number += 2) {
                    requested.add(Octets.u16(octets, number));
                }
            }
            case VENDOR_CLASS -> vendorClass(octets, at + 4, end);
            case VENDOR_SPECIFIC -> vendorSpecific = hexadecimal(octets, at, end);
            case DNS_SERVERS -> addresses(dnsServers, octets, at, end);
            case SIMPLE_NTP_SERVERS -> addresses(ntpServers, octets, at, end);
            case NTP_SERVERS -> ntpServers(octets, at, end);
            case CLIENT_NAME -> {
                String name = PlainNames.name(octets, at + 1, end);
                clientName = name.isEmpty() ? null : name;
            }
            case MUD_URL -> mudUrl = text(octets, at, end);
            default -> {}
        }
    }

    private void clientId(byte[] octets, int at, int end) {
        clientId = hexadecimal(octets, at, end);
        int type = end - at < 4 ? 0 : Octets.u16(octets, at);
        int macAt = at + (type == DUID_WITH_TIME ? 8 : 4);
        boolean hasMac = (type == DUID_WITH_TIME || type == DUID_OF_LINK)
                && Octets.u16(octets, at + 2) == ETHERNET
                && end - macAt == 6;
        if (hasMac) {
            clientMac = Octets.u48(octets, macAt);
        }
    }

    /** What stands within an identity association: addresses with their lifetimes. */
    private void addressesOfAssociation(byte[] octets, int from, int end) {
        DhcpV6OptionList.each(octets, from, end, (code, at, optionEnd) -> {
            if (code == ADDRESS && optionEnd - at >= ADDRESS_OCTETS + 8) {
                address(octets, at);
            }
        });
    }

    private void address(byte[] octets, int at) {
        IpAddress address = v6(octets, at);
        long validSeconds = Octets.u32(octets, at + ADDRESS_OCTETS + 4);
        if (validSeconds > 0 && granted.size() < MOST_ADDRESSES) {
            lease = granted.isEmpty() ? Duration.ofSeconds(validSeconds) : lease;
            granted.add(address);
        }
        if (named.size() < MOST_ADDRESSES) {
            named.add(address);
        }
    }

    private void vendorClass(byte[] octets, int at, int end) {
        if (end - at >= 2) {
            vendorClass = text(octets, at + 2, Math.min(end, at + 2 + Octets.u16(octets, at)));
        }
    }

    private void ntpServers(byte[] octets, int from, int end) {
        DhcpV6OptionList.each(octets, from, end, (code, at, optionEnd) -> {
            if (code <= NTP_GROUP && optionEnd - at == ADDRESS_OCTETS) {
                addresses(ntpServers, octets, at, optionEnd);
            }
        });
    }

    private static void addresses(List<IpAddress> addresses, byte[] octets, int from, int end) {
        for (int at = from; end - at >= ADDRESS_OCTETS && addresses.size() < MOST_ADDRESSES; at += ADDRESS_OCTETS) {
            addresses.add(v6(octets, at));
        }
    }

    private static IpAddress v6(byte[] octets, int at) {
        return IpAddress.v6(Octets.i64(octets, at), Octets.i64(octets, at + 8));
    }

    private static @Nullable String text(byte[] octets, int at, int end) {
        int length = Math.min(end - at, MOST_TEXT_OCTETS);
        return length <= 0 ? null : new String(octets, at, length, StandardCharsets.UTF_8);
    }

    private static String hexadecimal(byte[] octets, int at, int end) {
        return HexFormat.of().formatHex(octets, at, Math.min(end, at + MOST_SHOWN_OCTETS));
    }
}
