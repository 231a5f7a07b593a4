package io.curfew.sensor.decode;

/** One ARP message (RFC 826) about IPv4. Written again for each; valid during the call that hands it over. */
public final class ArpFacts {
    public long timestampNanos;
    public int operation;
    /** {@link PacketFacts#NO_MAC} where the hardware address has not six octets. */
    public long senderMac;

    public int senderIp;
    /** As {@link #senderMac}. */
    public long targetMac;

    public int targetIp;
    /** True where the frame goes to many, or does not say to whom. */
    public boolean isToMany;

    /** Carries the VLANs. */
    public final VlanTags vlans = new VlanTags();
}
