package io.curfew.sensor.capture;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libpcap that are used, under its own names: man pages pcap(3PCAP) and on. Whoever calls one that
 * takes a handle sees to it that the handle is open. Each throws a {@link LinkageError} when libpcap or JNA's own
 * library is missing: see {@link MissingLibrary}.
 */
final class Libpcap {
    static final int ETHERNET = 1;
    static final int ERROR_BREAK = -2;
    static final int NANOSECONDS = 1;
    static final int OPTIMIZE = 1;
    static final int NETMASK_UNKNOWN = -1;

    /** The whole address space: reading at an offset of it reads at that address, without an object for each. */
    static final Pointer MEMORY = new Pointer(0);

    private static final int ERROR_OCTETS = 256;

    static {
        Native.register(Libpcap.class, "pcap");
    }

    private Libpcap() {}

    /** Room for what {@link #pcap_create} has to say. */
    static byte[] errorBuffer() {
        return new byte[ERROR_OCTETS];
    }

    static native @Nullable Pointer pcap_create(String source, byte[] error);

    static native Pointer pcap_open_dead(int linkType, int snapLength);

    static native int pcap_set_snaplen(Pointer handle, int octets);

    static native int pcap_set_promisc(Pointer handle, int isPromiscuous);

    static native int pcap_set_timeout(Pointer handle, int millis);

    static native int pcap_set_buffer_size(Pointer handle, int octets);

    static native int pcap_set_tstamp_precision(Pointer handle, int precision);

    static native int pcap_get_tstamp_precision(Pointer handle);

    static native int pcap_activate(Pointer handle);

    static native int pcap_datalink(Pointer handle);

    static native int pcap_compile(Pointer handle, Pointer program, String filter, int optimize, int netmask);

    static native int pcap_setfilter(Pointer handle, Pointer program);

    static native void pcap_freecode(Pointer program);

    static native int pcap_next_ex(Pointer handle, Pointer headerAddress, Pointer dataAddress);

    static native void pcap_breakloop(Pointer handle);

    static native int pcap_stats(Pointer handle, Pointer statistics);

    static native String pcap_geterr(Pointer handle);

    static native String pcap_statustostr(int status);

    static native void pcap_close(Pointer handle);
}
