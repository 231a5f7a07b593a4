package io.curfew.stack.part;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;

/** The address that servers listen on, and the address that others reach them by. They differ for a wildcard only. */
public record Binding(String address, String host) {
    /** Reached from this machine only. */
    public static final Binding LOOPBACK = new Binding("127.0.0.1", "127.0.0.1");

    /**
     * What a person means by an address: itself, or for {@code 0.0.0.0} this machine's first address of a private
     * network.
     *
     * @throws IllegalArgumentException when it is no address of this machine
     */
    public static Binding to(String address) {
        try {
            InetAddress bound = InetAddress.getByName(address);
            if (bound.isAnyLocalAddress()) {
                return new Binding(address, outward());
            }
            if (!bound.isLoopbackAddress() && NetworkInterface.getByInetAddress(bound) == null) {
                throw new IllegalArgumentException(address + " is no address of this machine");
            }
            return new Binding(address, address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no address that this machine knows", e);
        } catch (SocketException e) {
            throw new IllegalArgumentException(address + " cannot be looked at", e);
        }
    }

    private static String outward() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(candidate -> !candidate.isLoopbackAddress() && !candidate.isLinkLocalAddress())
                .min(Comparator.comparing((InetAddress candidate) -> !candidate.isSiteLocalAddress()))
                .map(InetAddress::getHostAddress)
                .orElse(LOOPBACK.host());
    }

    /** Whether no other machine can reach what listens there. */
    public boolean isOutOfReach() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    public boolean isLoopback() {
        return host.equals(LOOPBACK.host());
    }
}
