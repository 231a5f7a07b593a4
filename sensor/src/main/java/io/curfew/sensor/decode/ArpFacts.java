package io.curfew.sensor.decode;

/**
 * One ARP message (RFC 826) for Ethernet and IPv4. Written again for each; valid during the call that hands it over.
 */
public final class ArpFacts {
    public long timestampNanos;
    public int operation;
    public long senderMac;
    public int senderIp;
    public long targetMac;
    public int targetIp;
    /** Carries the VLANs. */
    public final VlanTags vlans = new VlanTags();
}
