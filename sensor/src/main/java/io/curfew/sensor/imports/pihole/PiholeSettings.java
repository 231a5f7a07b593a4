package io.curfew.sensor.imports.pihole;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/**
 * How to ask a Pi-hole.
 *
 * @param url where its web server is, such as {@code http://192.0.2.2}
 * @param passwordFile holds the password or an application password in its first line; absent: it has none
 * @param server the address by which devices know it as their DNS server; absent: unknown
 */
public record PiholeSettings(
        URI url, @Nullable Path passwordFile, @Nullable IpAddress server) {
    public PiholeSettings {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("a URL is like http://192.0.2.2, was \"" + url + "\"");
        }
        if (url.getRawUserInfo() != null) {
            // The status tells where it asks.
            throw new IllegalArgumentException(
                    "a URL has no user and no password, whose place is the passwordFile; it is like http://192.0.2.2");
        }
    }
}
