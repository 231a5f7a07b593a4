package io.curfew.sensor.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frame that libpcap has read last, copied out of its memory: the next read may write there. Used again and again:
 * hot path, allocates only for a frame longer than all before.
 */
final class CapturedFrame {
    private static final int USUAL_OCTETS = 2_048;

    /** {@code struct pcap_pkthdr}: a {@code struct timeval} of two longs, the captured length and the original one. */
    private static final int LONG = Native.LONG_SIZE;

    private static final int CAPTURED_AT = 2 * LONG;
    private static final int ORIGINAL_AT = CAPTURED_AT + Integer.BYTES;
    private static final int HEADER_OCTETS = ORIGINAL_AT + Integer.BYTES;

    private final Memory addresses = new Memory(2L * Native.POINTER_SIZE);
    private final Pointer dataAddress = addresses.share(Native.POINTER_SIZE);
    private final byte[] addressOctets = new byte[2 * Native.POINTER_SIZE];
    private final ByteBuffer addressBuffer = inNativeOrder(addressOctets);
    private final byte[] headerOctets = new byte[HEADER_OCTETS];
    private final ByteBuffer header = inNativeOrder(headerOctets);
    private final long nanosPerFraction;
    private byte[] octets = new byte[USUAL_OCTETS];

    /** @param nanosPerFraction of the handle's timestamps */
    CapturedFrame(long nanosPerFraction) {
        this.nanosPerFraction = nanosPerFraction;
    }

    private static ByteBuffer inNativeOrder(byte[] octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
    }

    /** Reads the next frame; what {@code pcap_next_ex} says: 1 for a frame, 0 for none in time, else negative. */
    int read(Pointer handle) {
        int status = Libpcap.pcap_next_ex(handle, addresses, dataAddress);
        if (status == 1) {
            copy();
        }
        return status;
    }

    private void copy() {
        addresses.read(0, addressOctets, 0, addressOctets.length);
        Libpcap.MEMORY.read(number(addressBuffer, 0, Native.POINTER_SIZE), headerOctets, 0, HEADER_OCTETS);
        if (capturedLength() > octets.length) {
            octets = new byte[Math.max(capturedLength(), 2 * octets.length)];
        }
        long data = number(addressBuffer, Native.POINTER_SIZE, Native.POINTER_SIZE);
        Libpcap.MEMORY.read(data, octets, 0, capturedLength());
    }

    private static long number(ByteBuffer buffer, int at, int size) {
        return size == Long.BYTES ? buffer.getLong(at) : buffer.getInt(at);
    }

    /** Holds the frame from its beginning on. */
    byte[] octets() {
        return octets;
    }

    int capturedLength() {
        return header.getInt(CAPTURED_AT);
    }

    int originalLength() {
        return Math.max(capturedLength(), header.getInt(ORIGINAL_AT));
    }

    /** Since 1970-01-01T00:00:00Z. */
    long timestampNanos() {
        return number(header, 0, LONG) * 1_000_000_000L + number(header, LONG, LONG) * nanosPerFraction;
    }
}
