package io.curfew.collector.row;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;

/** Addresses as they are, or by their place where the row has said them before. */
final class Addresses {
    private static final int NEW_V4 = 0;
    private static final int NEW_V6 = 1;
    private static final int NEW_MAC = 0;
    /** What stands for the first that was said before. */
    private static final int FIRST = 2;

    private static final int MAC_OCTETS = 6;

    private Addresses() {}

    static void write(RowOutput output, IpAddress ip) {
        Heard<IpAddress> addresses = output.said().addresses;
        int place = addresses.place(ip);
        if (place != Heard.NEVER) {
            output.octet(FIRST + place);
            return;
        }
        addresses.add(ip);
        if (ip.isV6()) {
            output.octet(NEW_V6);
            output.fixed(ip.high(), Long.BYTES);
            output.fixed(ip.low(), Long.BYTES);
        } else {
            output.octet(NEW_V4);
            output.fixed(ip.low(), Integer.BYTES);
        }
    }

    static IpAddress readIp(RowInput input) {
        int how = input.octet();
        if (how >= FIRST) {
            return input.said().addresses.at(how - FIRST);
        }
        IpAddress ip = how == NEW_V6
                ? IpAddress.v6(input.fixed(Long.BYTES), input.fixed(Long.BYTES))
                : IpAddress.v4((int) input.fixed(Integer.BYTES));
        input.said().addresses.add(ip);
        return ip;
    }

    static void write(RowOutput output, MacAddress mac) {
        Heard<MacAddress> macs = output.said().macs;
        int place = macs.place(mac);
        if (place != Heard.NEVER) {
            output.octet(FIRST + place);
            return;
        }
        macs.add(mac);
        output.octet(NEW_MAC);
        output.fixed(mac.bits(), MAC_OCTETS);
    }

    static MacAddress readMac(RowInput input) {
        int how = input.octet();
        if (how >= FIRST) {
            return input.said().macs.at(how - FIRST);
        }
        MacAddress mac = new MacAddress(input.fixed(MAC_OCTETS));
        input.said().macs.add(mac);
        return mac;
    }
}
