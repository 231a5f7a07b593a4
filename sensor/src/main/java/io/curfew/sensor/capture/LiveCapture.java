package io.curfew.sensor.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A live interface, promiscuous, with 6 MiB of kernel buffer. One thread stays in {@link #run}, and has left it before
 * {@link #close}; the others' methods may be called from any. An idle interface gives no sign of life: whoever needs
 * time to pass brings a timer.
 */
public final class LiveCapture implements AutoCloseable {
    private static final int KERNEL_BUFFER_OCTETS = 6 * 1024 * 1024;
    private static final int READ_TIMEOUT_MILLIS = 100;
    private static final int PROMISCUOUS = 1;
    private static final int STATISTICS_OCTETS = 3 * Integer.BYTES;
    private static final int DROPPED_AT = Integer.BYTES;
    private static final int DROPPED_BY_INTERFACE_AT = 2 * Integer.BYTES;

    /** After its timeout the kernel hands over a block that is not full; twice that leaves room for a busy machine. */
    private static final long HAND_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * READ_TIMEOUT_MILLIS);

    private final Pointer handle;
    private final Object closing = new Object();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private boolean closed;

    private LiveCapture(Pointer handle) {
        this.handle = handle;
    }

    /**
     * Opens an interface for capture.
     *
     * @param interfaceName such as {@code eth0}
     * @param filter what to hand over
     * @param snapLength octets kept of each frame
     * @throws CaptureException when a library, the interface or the right to capture is missing, or the filter is wrong
     */
    public static LiveCapture open(String interfaceName, CaptureFilter filter, int snapLength) throws CaptureException {
        try {
            LiveCapture capture = new LiveCapture(created(interfaceName));
            boolean isOpen = false;
            try {
                capture.activate(interfaceName, snapLength);
                capture.filter(filter, snapLength);
                isOpen = true;
            } finally {
                if (!isOpen) {
                    capture.close();
                }
            }
            return capture;
        } catch (LinkageError missing) {
            throw new CaptureException(MissingLibrary.complaint(missing), missing);
        }
    }

    private static Pointer created(String interfaceName) throws CaptureException {
        byte[] error = Libpcap.errorBuffer();
        Pointer handle = Libpcap.pcap_create(interfaceName, error);
        if (handle == null) {
            throw new CaptureException("cannot capture on " + interfaceName + ": " + Native.toString(error));
        }
        return handle;
    }

    private void activate(String interfaceName, int snapLength) throws CaptureException {
        Libpcap.pcap_set_snaplen(handle, snapLength);
        Libpcap.pcap_set_promisc(handle, PROMISCUOUS);
        Libpcap.pcap_set_timeout(handle, READ_TIMEOUT_MILLIS);
        Libpcap.pcap_set_buffer_size(handle, KERNEL_BUFFER_OCTETS);
        // Where it is refused, microseconds stay.
        Libpcap.pcap_set_tstamp_precision(handle, Libpcap.NANOSECONDS);
        int status = Libpcap.pcap_activate(handle);
        if (status < 0) {
            String detail = Libpcap.pcap_geterr(handle);
            String reason = detail.isEmpty() ? Libpcap.pcap_statustostr(status) : detail;
            throw new CaptureException("cannot capture on " + interfaceName + ": " + reason);
        }
    }

    private void filter(CaptureFilter filter, int snapLength) throws CaptureException {
        if (!filter.isEmpty()) {
            new FilterProgram(handle, filter, snapLength).install(handle);
        }
    }

    /**
     * Hands over frames until {@link #stop()} is called. No allocation for a frame.
     *
     * @throws CaptureException when the interface fails
     */
    public void run(FrameSink sink) throws CaptureException {
        int linkType = Libpcap.pcap_datalink(handle);
        boolean isNano = Libpcap.pcap_get_tstamp_precision(handle) == Libpcap.NANOSECONDS;
        CapturedFrame frame = new CapturedFrame(isNano ? 1 : 1_000);
        int status = frame.read(handle);
        while (status >= 0) {
            // None in time: an idle interface, or a packet that the filter did not let through.
            if (status > 0) {
                deliver(sink, frame, linkType);
            }
            status = frame.read(handle);
        }
        if (status != Libpcap.ERROR_BREAK) {
            throw new CaptureException("capture ended: " + Libpcap.pcap_geterr(handle));
        }
    }

    private void deliver(FrameSink sink, CapturedFrame frame, int linkType) {
        // The one who counts is alone: telling the others costs less than counting among them.
        received.lazySet(received.getPlain() + 1);
        try {
            sink.frame(
                    frame.octets(),
                    0,
                    frame.capturedLength(),
                    frame.originalLength(),
                    linkType,
                    frame.timestampNanos());
        } catch (RuntimeException broken) {
            // One frame must not end the watch; whoever reads the statistics complains of it.
            failed.incrementAndGet();
        }
    }

    /** Makes {@link #run} return when it has handed over what has arrived: the kernel keeps packets for a while. */
    public void finish() {
        long end = System.nanoTime() + HAND_OVER_NANOS;
        for (long left = HAND_OVER_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        stop();
    }

    /** Makes {@link #run} return. */
    public void stop() {
        synchronized (closing) {
            if (!closed) {
                Libpcap.pcap_breakloop(handle);
            }
        }
    }

    /** What was taken and what was lost so far. */
    public CaptureStatistics statistics() throws CaptureException {
        synchronized (closing) {
            if (closed) {
                throw new CaptureException("no statistics: the capture is closed");
            }
            Memory kernel = new Memory(STATISTICS_OCTETS);
            if (Libpcap.pcap_stats(handle, kernel) != 0) {
                throw new CaptureException("no statistics: " + Libpcap.pcap_geterr(handle));
            }
            long dropped = unsigned(kernel, DROPPED_AT) + unsigned(kernel, DROPPED_BY_INTERFACE_AT);
            return new CaptureStatistics(received.get(), dropped, failed.get());
        }
    }

    private static long unsigned(Memory memory, int at) {
        return Integer.toUnsignedLong(memory.getInt(at));
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (!closed) {
                closed = true;
                Libpcap.pcap_close(handle);
            }
        }
    }
}
