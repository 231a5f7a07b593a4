package io.curfew.stack.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The address that servers listen on, and the host that others reach them by, as it stands before a port. They are the
 * same but for a wildcard, and for the brackets of an IPv6 address.
 */
public record Binding(String address, String host) {
    /** Reached from this machine only. */
    public static final Binding LOOPBACK = new Binding("127.0.0.1", "127.0.0.1");

    /** Of the documentation (RFC 5737): on no network, so the way there is the one to the world. */
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.1", 9);

    /** Of programs that keep networks of their own on this machine, where no other one is. */
    private static final String INNER = "(docker|br-|virbr|veth|cni|podman|lxc).*";

    /**
     * What a person means by an address: itself, or for a wildcard the address by which this machine goes out into the
     * world. One without a way there is told by an address of its networks.
     *
     * @throws IllegalArgumentException when it is no address of this machine that others can be told
     */
    public static Binding to(String address) {
        try {
            InetAddress bound = InetAddress.getByName(address);
            if (bound.isAnyLocalAddress()) {
                return new Binding(address, wayOut().or(Binding::ofNetworks).orElse(LOOPBACK.host()));
            }
            if (bound instanceof Inet6Address && bound.isLinkLocalAddress()) {
                throw new IllegalArgumentException(address + " holds on one interface only, so nobody can be told it");
            }
            if (!bound.isLoopbackAddress() && NetworkInterface.getByInetAddress(bound) == null) {
                throw new IllegalArgumentException(address + " is no address of this machine");
            }
            return new Binding(address, beforePort(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no address that this machine knows", e);
        } catch (SocketException | UncheckedIOException e) {
            throw new IllegalArgumentException(address + " cannot be looked at", e);
        }
    }

    /** The address as it stands before a port where servers are told to listen. */
    public String listener() {
        return beforePort(address);
    }

    private static String beforePort(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    /** Sends nothing: the system only chooses the address that it would send from. */
    private static Optional<String> wayOut() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(SOMEWHERE);
            InetAddress own = socket.getLocalAddress();
            return own instanceof Inet4Address && !own.isAnyLocalAddress() && !own.isLoopbackAddress()
                    ? Optional.of(own.getHostAddress())
                    : Optional.empty();
        } catch (SocketException | UncheckedIOException noWay) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofNetworks() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Binding::isUp)
                    .sorted(Comparator.comparing(
                            network -> network.isVirtual() || network.getName().matches(INNER)))
                    .flatMap(Binding::addressesToTell)
                    .findFirst();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> addressesToTell(NetworkInterface network) {
        return network.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .filter(candidate -> !candidate.isLoopbackAddress() && !candidate.isLinkLocalAddress())
                .map(InetAddress::getHostAddress);
    }

    /** Whether no other machine can reach what listens there. */
    public boolean isOutOfReach() {
        return isOf(InetAddress::isLoopbackAddress);
    }

    /** Whether it stands for all addresses of the machine. */
    public boolean isWildcard() {
        return isOf(InetAddress::isAnyLocalAddress);
    }

    private boolean isOf(Predicate<InetAddress> kind) {
        try {
            return kind.test(InetAddress.getByName(address));
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
