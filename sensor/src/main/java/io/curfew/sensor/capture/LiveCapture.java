package io.curfew.sensor.capture;

import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;

import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A live interface, promiscuous, with 8 MiB of kernel buffer. One thread stays in {@link #run}; the others' methods may
 * be called from any. An idle interface gives no sign of life: whoever needs time to pass brings a timer.
 */
public final class LiveCapture implements AutoCloseable {
    private static final int KERNEL_BUFFER_OCTETS = 8 * 1024 * 1024;
    private static final int READ_TIMEOUT_MILLIS = 100;

    /** After its timeout the kernel hands over a block that is not full; twice that leaves room for a busy machine. */
    private static final long HAND_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * READ_TIMEOUT_MILLIS);

    private static final int WITHOUT_END = -1;

    private final PcapHandle handle;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private LiveCapture(PcapHandle handle) {
        this.handle = handle;
    }

    /**
     * Opens an interface for capture.
     *
     * @param interfaceName such as {@code eth0}
     * @param filter a capture filter in libpcap's language; absent: everything
     * @param snapLength octets kept of each frame
     * @throws CaptureException when libpcap, the interface or the right to capture is missing, or the filter is wrong
     */
    public static LiveCapture open(String interfaceName, @Nullable String filter, int snapLength)
            throws CaptureException {
        try {
            PcapHandle handle = new PcapHandle.Builder(interfaceName)
                    .snaplen(snapLength)
                    .promiscuousMode(PromiscuousMode.PROMISCUOUS)
                    .timeoutMillis(READ_TIMEOUT_MILLIS)
                    .bufferSize(KERNEL_BUFFER_OCTETS)
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
            LiveCapture capture = new LiveCapture(handle);
            if (filter != null) {
                capture.filter(filter);
            }
            return capture;
        } catch (PcapNativeException refused) {
            throw new CaptureException("cannot capture on " + interfaceName + ": " + refused.getMessage(), refused);
        } catch (LinkageError missing) {
            throw new CaptureException("libpcap is missing (Debian: apt-get install libpcap0.8)", missing);
        }
    }

    private void filter(String filter) throws CaptureException {
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException | NotOpenException refused) {
            handle.close();
            throw new CaptureException("capture filter \"" + filter + "\": " + refused.getMessage(), refused);
        }
    }

    /**
     * Hands over frames until {@link #stop()} is called.
     *
     * @throws CaptureException when the interface fails
     */
    public void run(FrameSink sink) throws CaptureException {
        int linkType = handle.getDlt().value();
        try {
            handle.loop(WITHOUT_END, (byte[] frame) -> deliver(sink, frame, linkType));
        } catch (InterruptedException stopped) {
            // Nobody was interrupted: this is how pcap4j says that the loop was broken.
            return;
        } catch (PcapNativeException | NotOpenException broken) {
            throw new CaptureException("capture ended: " + broken.getMessage(), broken);
        }
    }

    private void deliver(FrameSink sink, byte[] frame, int linkType) {
        received.incrementAndGet();
        Timestamp time = handle.getTimestamp();
        long timestampNanos = Math.floorDiv(time.getTime(), 1_000L) * 1_000_000_000L + time.getNanos();
        boolean handled = false;
        try {
            sink.frame(
                    frame,
                    0,
                    frame.length,
                    Math.max(frame.length, handle.getOriginalLength()),
                    linkType,
                    timestampNanos);
            handled = true;
        } finally {
            // pcap4j swallows what a listener throws: without this count it would be gone without a trace.
            if (!handled) {
                failed.incrementAndGet();
            }
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
        try {
            handle.breakLoop();
        } catch (NotOpenException closedAlready) {
            return;
        }
    }

    /** What was taken and what was lost so far. */
    public CaptureStatistics statistics() throws CaptureException {
        try {
            PcapStat kernel = handle.getStats();
            return new CaptureStatistics(
                    received.get(), kernel.getNumPacketsDropped() + kernel.getNumPacketsDroppedByIf(), failed.get());
        } catch (PcapNativeException | NotOpenException unknown) {
            throw new CaptureException("no statistics: " + unknown.getMessage(), unknown);
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
