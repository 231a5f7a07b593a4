package io.curfew.sensor.decode;

import java.util.Locale;

/** What carries packets inside packets. */
public enum Tunnel {
    IPIP,
    GRE,
    ERSPAN,
    VXLAN,
    GENEVE,
    GTP,
    TEREDO,
    AYIYA,
    CAPWAP;

    /** True where switches and access points carry what others sent: nobody who is inside chose that. */
    boolean isOfTheWire() {
        return this == ERSPAN || this == CAPWAP;
    }

    /** The value of {@code curfew.tunnel}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
