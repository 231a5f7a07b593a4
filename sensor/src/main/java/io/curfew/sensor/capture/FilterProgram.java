package io.curfew.sensor.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** A capture filter compiled for a handle: libpcap's {@code struct bpf_program}. */
final class FilterProgram implements AutoCloseable {
    /** A count, padded to where a pointer may stand, and a pointer. */
    private static final int OCTETS = 2 * Native.POINTER_SIZE;

    private final Memory program = new Memory(OCTETS);

    /** @throws CaptureException with libpcap's reason when the filter is wrong */
    FilterProgram(Pointer handle, String filter) throws CaptureException {
        program.clear();
        int status = Libpcap.pcap_compile(handle, program, filter, Libpcap.OPTIMIZE, Libpcap.NETMASK_UNKNOWN);
        if (status != 0) {
            throw new CaptureException(Libpcap.pcap_geterr(handle));
        }
    }

    /** Makes the kernel hand over to the handle only what passes. */
    void install(Pointer handle) throws CaptureException {
        if (Libpcap.pcap_setfilter(handle, program) != 0) {
            throw new CaptureException(Libpcap.pcap_geterr(handle));
        }
    }

    @Override
    public void close() {
        Libpcap.pcap_freecode(program);
    }
}
