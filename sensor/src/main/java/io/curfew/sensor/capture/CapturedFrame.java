package io.curfew.sensor.capture;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frame that libpcap has read last, copied out of its memory: the next read may write there. Used again and again:
 * hot path, allocates only for a frame longer than all before. Crosses into native code twice a frame: for the call and
 * for the octets.
 */
final class CapturedFrame {
    private static final int USUAL_OCTETS = 2_048;

    /** {@code struct pcap_pkthdr}: a {@code struct timeval} of two longs, the captured length and the original one. */
    private static final int LONG = Native.LONG_SIZE;

    private static final int CAPTURED_AT = 2 * LONG;
    private static final int ORIGINAL_AT = CAPTURED_AT + Integer.BYTES;
    private static final int HEADER_OCTETS = ORIGINAL_AT + Integer.BYTES;

    /** Where libpcap says that header and data are. */
    private final ByteBuffer addresses =
            ByteBuffer.allocateDirect(2 * Native.POINTER_SIZE).order(ByteOrder.nativeOrder());

    private final Pointer headerAddress = Native.getDirectBufferPointer(addresses);
    private final Pointer dataAddress = headerAddress.share(Native.POINTER_SIZE);
    private final long nanosPerFraction;

    /** The memory at {@code headerAt}: libpcap uses one header for all frames of a handle. */
    private ByteBuffer header = addresses;

    private long headerAt;
    private byte[] octets = new byte[USUAL_OCTETS];
    private int capturedLength;
    private int originalLength;
    private long timestampNanos;

    /** @param nanosPerFraction of the handle's timestamps */
    CapturedFrame(long nanosPerFraction) {
        this.nanosPerFraction = nanosPerFraction;
    }

    /** Reads the next frame; what {@code pcap_next_ex} says: 1 for a frame, 0 for none in time, else negative. */
    int read(Pointer handle) {
        int status = Libpcap.pcap_next_ex(handle, headerAddress, dataAddress);
        if (status == 1) {
            copy();
        }
        return status;
    }

    private void copy() {
        long at = number(addresses, 0, Native.POINTER_SIZE);
        if (at != headerAt) {
            header = Libpcap.MEMORY.getByteBuffer(at, HEADER_OCTETS).order(ByteOrder.nativeOrder());
            headerAt = at;
        }
        capturedLength = header.getInt(CAPTURED_AT);
        originalLength = Math.max(capturedLength, header.getInt(ORIGINAL_AT));
        timestampNanos = number(header, 0, LONG) * 1_000_000_000L + number(header, LONG, LONG) * nanosPerFraction;
        if (capturedLength > octets.length) {
            octets = new byte[Math.max(capturedLength, 2 * octets.length)];
        }
        Libpcap.MEMORY.read(number(addresses, Native.POINTER_SIZE, Native.POINTER_SIZE), octets, 0, capturedLength);
    }

    private static long number(ByteBuffer buffer, int at, int size) {
        return size == Long.BYTES ? buffer.getLong(at) : buffer.getInt(at);
    }

    /** Holds the frame from its beginning on. */
    byte[] octets() {
        return octets;
    }

    int capturedLength() {
        return capturedLength;
    }

    int originalLength() {
        return originalLength;
    }

    /** Since 1970-01-01T00:00:00Z. */
    long timestampNanos() {
        return timestampNanos;
    }
}
