package io.curfew.sensor.imports.listen;

import io.curfew.events.IpAddress;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.Import;
import io.curfew.sensor.imports.dnstap.DnstapReader;
import io.curfew.sensor.imports.dnstap.FrameStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes dnstap on a Unix socket that it makes, open to its own user and group. At most {@value #MOST_CONNECTIONS}
 * servers at once; more are closed again and counted.
 */
public final class DnstapListener implements Import {
    /** The kind of source that it is in the sensor's status. */
    public static final String KIND = "dnstap";

    private static final Logger LOG = LoggerFactory.getLogger(DnstapListener.class);
    private static final int MOST_CONNECTIONS = 16;
    private static final int MOST_QUESTIONS = 4_096;
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final String PERMISSIONS = "rw-rw----";

    private final Path socket;
    private final Clock clock;
    private final DnstapReader reader;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
    private final Listening listening;
    private int connections;
    private boolean wasConnected;
    private long refused;
    private long faults;
    private long observations;

    /**
     * @param socket the path of the socket to make
     * @param server the server's address where messages do not tell it; absent: unknown
     * @param sink takes the observations
     */
    public DnstapListener(Path socket, @Nullable IpAddress server, Clock clock, ObservationSink sink) {
        this.socket = socket;
        this.clock = clock;
        this.listening = new Listening(KIND, socket, this::listen);
        this.reader = new DnstapReader(MOST_QUESTIONS, server, dns -> {
            observations++;
            sink.accept(dns);
        });
    }

    @Override
    public void start() {
        listening.start();
    }

    private void listen(Selector waiting) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            removeLeftover();
            server.bind(UnixDomainSocketAddress.of(socket));
            try {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(PERMISSIONS));
                server.configureBlocking(false);
                server.register(waiting, SelectionKey.OP_ACCEPT);
                listening.opened(waiting);
                serve(waiting, server);
            } finally {
                closeAll(waiting);
                Files.deleteIfExists(socket);
            }
        }
    }

    /** A socket that an earlier run left behind would be in the way; anything else is not ours to remove. */
    private void removeLeftover() throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean isSocket = Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
        if (!isSocket) {
            throw new IOException("there is something else than a socket at " + socket);
        }
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new IOException("another process listens at " + other.getRemoteAddress());
        } catch (ConnectException nobodyListens) {
            Files.delete(socket);
        }
    }

    private synchronized void closeAll(Selector waiting) throws IOException {
        connections = 0;
        for (SelectionKey key : waiting.keys()) {
            key.channel().close();
        }
    }

    private void serve(Selector waiting, ServerSocketChannel server) throws IOException {
        while (listening.turn(waiting)) {
            synchronized (this) {
                reader.followClock(nowNanos());
                for (SelectionKey key : waiting.selectedKeys()) {
                    if (key.isValid() && key.isAcceptable()) {
                        accept(waiting, server);
                    } else if (key.isValid() && key.attachment() instanceof FrameStream stream) {
                        read(key, stream);
                    }
                }
                waiting.selectedKeys().clear();
            }
        }
    }

    private void accept(Selector waiting, ServerSocketChannel server) throws IOException {
        SocketChannel peer = server.accept();
        if (peer == null) {
            return;
        }
        if (connections >= MOST_CONNECTIONS) {
            refused++;
            peer.close();
            return;
        }
        connections++;
        wasConnected = true;
        peer.configureBlocking(false);
        peer.register(waiting, SelectionKey.OP_READ, new FrameStream(reader::frame, reply -> send(peer, reply)));
    }

    /** Sends what is far shorter than the socket's buffer; a peer that does not take it is no loss. */
    private static void send(SocketChannel peer, byte[] reply) {
        try {
            peer.write(ByteBuffer.wrap(reply));
        } catch (IOException gone) {
            LOG.atDebug().addKeyValue("import", KIND).log("a peer went before it was answered");
        }
    }

    private void read(SelectionKey key, FrameStream stream) throws IOException {
        SocketChannel peer = (SocketChannel) key.channel();
        buffer.clear();
        int octets;
        try {
            octets = peer.read(buffer);
        } catch (IOException gone) {
            octets = -1;
        }
        if (octets > 0) {
            stream.octets(buffer.array(), 0, octets);
        }
        if (octets < 0 || stream.isOver()) {
            connections--;
            faults += stream.fault() == null ? 0 : 1;
            peer.close();
        }
    }

    private long nowNanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public synchronized List<SourceStatus> sources() {
        Map<String, Long> notUnderstood = new TreeMap<>(reader.notUnderstood());
        if (faults > 0) {
            notUnderstood.put("malformed-stream", faults);
        }
        if (refused > 0) {
            notUnderstood.put("too-many-connections", refused);
        }
        return List.of(new SourceStatus(
                KIND,
                socket.toString(),
                false,
                false,
                true,
                false,
                reader.messages() + faults + refused,
                notUnderstood,
                0,
                observations,
                reader.lastAt(),
                0,
                1,
                state()));
    }

    private @Nullable String state() {
        String problem = listening.problem();
        if (problem != null || connections > 0) {
            return problem;
        }
        return wasConnected ? "the DNS server has gone" : "no DNS server has connected yet";
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
        }
    }
}
