package io.curfew.sensor.imports.listen;

import io.curfew.events.IpAddress;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.Import;
import io.curfew.sensor.imports.netflow.FlowExportReader;
import org.jspecify.annotations.Nullable;

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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes NetFlow and IPFIX on a UDP port. Asks the kernel for a buffer of {@value #BUFFER_OCTETS} octets, and counts
 * what the kernel drops all the same. Datagrams of exporters that are not allowed are counted and left alone. Who asks
 * for its status waits for nothing that is being read.
 */
public final class ExportListener implements Import {
    private static final int BUFFER_OCTETS = 4 * 1024 * 1024;
    private static final int MOST_FLOWS = 8_192;
    private static final int LARGEST_DATAGRAM_OCTETS = 65_535;
    private static final int DATAGRAMS_A_TURN = 16;

    private final InetSocketAddress address;
    private final Set<IpAddress> allowed;
    private final Clock clock;
    private final FlowExportReader reader;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM_OCTETS);
    private final Listening listening;
    private final AtomicLong droppedByKernel = new AtomicLong();
    private volatile Shown shown;
    private long notAllowed;
    private long observations;
    private @Nullable Instant lastAt;

    /** What the status says, as it was after the last turn. */
    private record Shown(
            int port,
            long datagrams,
            long notAllowed,
            long ofUnknownVersion,
            long observations,
            @Nullable Instant lastAt,
            List<SourceStatus> exporters,
            Map<String, Long> givenUp) {
        private Map<String, Long> notUnderstood() {
            Map<String, Long> reasons = new TreeMap<>();
            if (notAllowed > 0) {
                reasons.put("exporter-not-allowed", notAllowed);
            }
            if (ofUnknownVersion > 0) {
                reasons.put("unknown-version", ofUnknownVersion);
            }
            return reasons;
        }
    }

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
        this.shown = new Shown(address.getPort(), 0, 0, 0, 0, null, List.of(), Map.of());
        this.listening = new Listening(FlowExportReader.KIND, address, this::listen);
        this.reader = new FlowExportReader(MOST_FLOWS, numbers::next, flow -> {
            observations++;
            sink.accept(flow);
        });
    }

    @Override
    public void start() {
        listening.start();
    }

    private void listen(Selector waiting) throws IOException {
        boolean isV4 = address.getAddress() instanceof Inet4Address;
        try (DatagramChannel channel =
                DatagramChannel.open(isV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
            channel.bind(address);
            channel.configureBlocking(false);
            channel.register(waiting, SelectionKey.OP_READ);
            bound(channel);
            listening.opened(waiting);
            while (listening.turn(waiting)) {
                waiting.selectedKeys().clear();
                turn(channel);
            }
        }
    }

    private synchronized void bound(DatagramChannel channel) throws IOException {
        show(((InetSocketAddress) channel.getLocalAddress()).getPort());
    }

    private void show(int port) {
        shown = new Shown(
                port,
                reader.datagrams(),
                notAllowed,
                reader.ofUnknownVersion(),
                observations,
                lastAt,
                List.copyOf(reader.sources()),
                reader.evicted());
    }

    private synchronized void turn(DatagramChannel channel) throws IOException {
        try {
            take(channel);
        } finally {
            show(shown.port);
        }
    }

    private void take(DatagramChannel channel) throws IOException {
        long nowNanos = nowNanos();
        reader.followClock(nowNanos);
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
    int port() {
        return shown.port;
    }

    /** The listener first, each exporter behind it. */
    @Override
    public List<SourceStatus> sources() {
        Shown now = shown;
        List<SourceStatus> sources = new ArrayList<>();
        sources.add(new SourceStatus(
                FlowExportReader.KIND,
                "udp " + address.getAddress().getHostAddress() + ":" + now.port,
                false,
                true,
                false,
                false,
                now.datagrams + now.notAllowed,
                now.notUnderstood(),
                droppedByKernel(now.port),
                now.observations,
                now.lastAt,
                0,
                1,
                listening.problem()));
        sources.addAll(now.exporters);
        return sources;
    }

    @Override
    public Map<String, Long> givenUp() {
        return shown.givenUp;
    }

    private long droppedByKernel(int port) {
        return droppedByKernel.accumulateAndGet(KernelDrops.ofUdpPort(port), Math::max);
    }

    @Override
    public void stop() {
        listening.stop();
    }

    @Override
    public void finish(Duration patience) {
        listening.finish(patience);
        synchronized (this) {
            reader.finish();
            show(shown.port);
        }
    }
}
