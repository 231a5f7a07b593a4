package io.curfew.collector.access;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.events.IpAddress;
import io.curfew.policy.language.Subnet;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;

/**
 * Says from which address a request comes. What a header says is believed only as far as it was written by a trusted
 * proxy: from the last entry backwards, up to the first address that is no trusted proxy. Whatever stands before that
 * was written by the client.
 */
@Singleton
public class ClientAddresses {
    private final List<Subnet> proxies;
    private final List<Subnet> allowed;
    private final boolean everybodyIsAllowed;
    private final boolean isStandard;

    ClientAddresses(CollectorConfiguration configuration) {
        this.proxies = configuration.api().trustedProxies().orElse(List.of());
        this.everybodyIsAllowed = configuration.api().allowedNetworks().isEmpty();
        this.allowed = configuration.api().allowedNetworks().orElse(List.of());
        this.isStandard = configuration.api().proxiesWriteForwarded();
    }

    /** The client's address; absent when a proxy does not say it in a way that can be read. */
    public Optional<IpAddress> of(HttpServerRequest request) {
        String name = isStandard ? "Forwarded" : "X-Forwarded-For";
        return of(peer(request), request.headers().getAll(name));
    }

    /** Who sits at the other end of the connection. */
    public static IpAddress peer(HttpServerRequest request) {
        return ForwardedFor.address(request.connection().remoteAddress().hostAddress())
                .orElseThrow(() -> new IllegalStateException("a connection from no address"));
    }

    Optional<IpAddress> of(IpAddress peer, List<String> headers) {
        IpAddress client = peer;
        List<Optional<IpAddress>> said = ForwardedFor.entries(headers, isStandard);
        for (Optional<IpAddress> entry : said.reversed()) {
            if (!isProxy(client)) {
                return Optional.of(client);
            }
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            client = entry.get();
        }
        return Optional.of(client);
    }

    /** True when whoever has this address is served. */
    public boolean isAllowed(Optional<IpAddress> client) {
        return everybodyIsAllowed
                || client.filter(address -> isIn(allowed, address)).isPresent();
    }

    private boolean isProxy(IpAddress address) {
        return isIn(proxies, address);
    }

    private static boolean isIn(List<Subnet> networks, IpAddress address) {
        for (Subnet network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
