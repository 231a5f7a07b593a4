package io.curfew.policy.memory;

/**
 * A mark that few devices share.
 *
 * @param kind what it is
 * @param text what it says
 */
public record MarkKey(Kind kind, String text) {

    /** Which mark it is. */
    public enum Kind {
        /** DHCP option 61, a DUID. */
        CLIENT_ID,
        /** A DHCP host name. */
        HOSTNAME,
        /** What it calls itself by mDNS, LLMNR or SSDP. */
        ANNOUNCED
    }

    @Override
    public String toString() {
        return kind + "|" + text;
    }
}
