package io.curfew.sensor.imports.listen;

import io.curfew.events.IpAddress;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.Import;
import io.curfew.sensor.imports.netflow.FlowExportReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes NetFlow and IPFIX on a UDP port. Asks the kernel for a buffer of {@value #BUFFER_OCTETS} octets, and counts
 * what the kernel drops all the same. Datagrams of exporters that are not allowed are counted and left alone.
 */
public final class ExportListener implements Import {
    private static final Logger LOG = LoggerFactory.getLogger(ExportListener.class);
    private static final int BUFFER_OCTETS = 4 * 1024 * 1024;
    private static final int MOST_FLOWS = 8_192;
    private static final int LARGEST_DATAGRAM_OCTETS = 65_535;
    private static final int DATAGRAMS_A_TURN = 256;
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InetSocketAddress address;
    private final Set<IpAddress> allowed;
    private final Clock clock;
    private final FlowExportReader reader;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM_OCTETS);
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Selector selector;
    private @Nullable String problem = "not started";
    private long notAllowed;
    private long droppedByKernel;
    private long observations;
    private @Nullable Instant lastAt;
    private int port;

    /**
     * @param address where to listen
     * @param allowed exporters whose datagrams are taken; empty: all
     * @param numbers numbers the flows
     * @param sink takes the flows
     */
    public ExportListener(
            InetSocketAddress address, Set<IpAddress> allowed, FlowNumbers numbers, Clock clock, ObservationSink sink) {
        this.address = address;
        this.allowed = Set.copyOf(allowed);
        this.clock = clock;
        this.port = address.getPort();
        this.reader = new FlowExportReader(MOST_FLOWS, numbers::next, flow -> {
            observations++;
            sink.accept(flow);
        });
    }

    @Override
    public void start() {
        Thread listener = Thread.ofPlatform().name("import netflow").daemon().unstarted(this::run);
        thread = listener;
        listener.start();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                listen();
                closed.await(BEFORE_TRYING_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("import", FlowExportReader.KIND)
                    .setCause(bug)
                    .log("an import ended by a bug");
            problem("ended by a bug: " + bug);
        }
    }

    private synchronized void problem(@Nullable String what) {
        if (what != null && !what.equals(problem)) {
            LOG.atWarn()
                    .addKeyValue("import", FlowExportReader.KIND)
                    .addKeyValue("address", address)
                    .addKeyValue("reason", what)
                    .log("cannot listen");
        }
        problem = what;
    }

    /** Listens until it is closed or the socket breaks. */
    private void listen() {
        boolean isV4 = address.getAddress() instanceof Inet4Address;
        try (Selector waiting = Selector.open();
                DatagramChannel channel =
                        DatagramChannel.open(isV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
            channel.bind(address);
            channel.configureBlocking(false);
            channel.register(waiting, SelectionKey.OP_READ);
            opened(waiting, channel);
            while (closed.getCount() > 0) {
                if (waiting.select(TURN.toMillis()) > 0) {
                    waiting.selectedKeys().clear();
                }
                turn(channel);
            }
        } catch (IOException broken) {
            problem(String.valueOf(broken.getMessage()));
        }
    }

    private synchronized void opened(Selector waiting, DatagramChannel channel) throws IOException {
        selector = waiting;
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        problem = null;
    }

    private synchronized void turn(DatagramChannel channel) throws IOException {
        long nowNanos = nowNanos();
        reader.advance(nowNanos);
        for (int taken = 0; taken < DATAGRAMS_A_TURN; taken++) {
            buffer.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            if (from == null) {
                return;
            }
            IpAddress exporter = address(from);
            lastAt = clock.instant();
            if (allowed.isEmpty() || allowed.contains(exporter)) {
                reader.datagram(exporter, buffer.array(), 0, buffer.position(), nowNanos);
            } else {
                notAllowed++;
            }
        }
    }

    private static IpAddress address(InetSocketAddress from) {
        return IpAddress.of(from.getAddress().getAddress());
    }

    private long nowNanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    /** The port that it listens on: the one it was told, or the one it got where that was 0. */
    synchronized int port() {
        return port;
    }

    /** The listener first, each exporter behind it. */
    @Override
    public synchronized List<SourceStatus> sources() {
        droppedByKernel = Math.max(droppedByKernel, KernelDrops.ofUdpPort(port));
        Map<String, Long> notUnderstood = new TreeMap<>();
        if (notAllowed > 0) {
            notUnderstood.put("exporter-not-allowed", notAllowed);
        }
        if (reader.ofUnknownVersion() > 0) {
            notUnderstood.put("unknown-version", reader.ofUnknownVersion());
        }
        List<SourceStatus> sources = new ArrayList<>();
        sources.add(new SourceStatus(
                FlowExportReader.KIND,
                "udp " + address.getAddress().getHostAddress() + ":" + port,
                false,
                true,
                false,
                false,
                reader.datagrams() + notAllowed,
                notUnderstood,
                droppedByKernel,
                observations,
                lastAt,
                0,
                1,
                problem));
        sources.addAll(reader.sources());
        return sources;
    }

    @Override
    public void close() {
        closed.countDown();
        wake();
        Thread listener = thread;
        if (listener != null) {
            try {
                listener.join(PATIENCE);
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            reader.finish();
        }
    }

    private synchronized void wake() {
        if (selector != null) {
            selector.wakeup();
        }
    }
}
