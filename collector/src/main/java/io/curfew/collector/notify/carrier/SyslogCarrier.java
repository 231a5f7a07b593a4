package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends lines to a log server: by UDP (RFC 5426), TCP (RFC 6587) or TLS (RFC 5425), the latter two with octets counted.
 * Syslog knows no answer: over TCP and TLS a line is taken when the connection took it and was closed in order.
 */
final class SyslogCarrier implements Carrier {
    private static final Logger LOG = Logger.getLogger(SyslogCarrier.class);
    private static final int MOST_CHANGES = 500;
    private static final int PORT = 514;
    private static final int TCP_PORT = 601;
    private static final int TLS_PORT = 6_514;
    private static final int MOST_DATAGRAM_OCTETS = 2_048;

    private final Channel channel;
    private final SyslogLine lines;
    private final @Nullable SSLContext tls;

    SyslogCarrier(Channel channel) {
        this.channel = channel;
        this.lines = new SyslogLine(ownName());
        this.tls = "tls".equals(channel.target().getScheme()) ? Trust.context(channel.trust()) : null;
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    @Override
    public int mostChanges() {
        return MOST_CHANGES;
    }

    @Override
    public Delivery carry(Notice notice) {
        List<byte[]> all = new ArrayList<>();
        if (notice.isTest()) {
            all.add(lines.test(notice));
        }
        notice.changes().forEach(change -> all.add(lines.of(change)));
        if (notice.more() > 0 || notice.dropped() > 0) {
            all.add(lines.more(notice));
        }
        try {
            if ("udp".equals(channel.target().getScheme())) {
                sendDatagrams(all);
            } else {
                sendStream(all);
            }
            return Delivery.taken();
        } catch (IOException away) {
            return Delivery.away(Reason.of(away));
        }
    }

    private InetSocketAddress address(int otherwise) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(channel.host()), channel.portOr(otherwise));
    }

    private void sendDatagrams(List<byte[]> all) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress address = address(PORT);
            for (byte[] line : all) {
                int length = Math.min(line.length, MOST_DATAGRAM_OCTETS);
                socket.send(new DatagramPacket(line, length, address));
            }
        }
    }

    private void sendStream(List<byte[]> all) throws IOException {
        int millis = Math.toIntExact(channel.timeout().toMillis());
        try (Socket plain = new Socket()) {
            AtomicBoolean isTimeUp = new AtomicBoolean();
            // A timeout of the socket is for one read, and for no write.
            CompletableFuture<Void> watch = CompletableFuture.runAsync(
                    () -> {
                        isTimeUp.set(true);
                        abandon(plain);
                    },
                    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
            try {
                plain.connect(address(tls == null ? TCP_PORT : TLS_PORT), millis);
                send(all, plain);
            } catch (IOException ended) {
                throw isTimeUp.get() ? new SocketTimeoutException("the time for the message is over") : ended;
            } finally {
                watch.cancel(false);
            }
        }
    }

    /** Ends whatever a thread waits for there. */
    private static void abandon(Socket socket) {
        try {
            socket.close();
        } catch (IOException closing) {
            LOG.debugf("a connection did not close, reason=%s", closing.getMessage());
        }
    }

    private void send(List<byte[]> all, Socket plain) throws IOException {
        try (Socket socket = tls == null ? plain : secured(tls, plain);
                OutputStream octets = new BufferedOutputStream(socket.getOutputStream())) {
            for (byte[] line : all) {
                octets.write(Plain.octets(line.length + " "));
                octets.write(line);
            }
            octets.flush();
            awaitEnd(socket);
        }
    }

    /** Waits until the other side has read all and closes too; what it says is of no interest. */
    private static void awaitEnd(Socket socket) throws IOException {
        socket.shutdownOutput();
        byte[] ignored = new byte[512];
        for (int read = 0; read >= 0; read = socket.getInputStream().read(ignored)) {
            Arrays.fill(ignored, (byte) 0);
        }
    }

    private SSLSocket secured(SSLContext context, Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, channel.host(), plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
