package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * Which sensor shall come.
 *
 * @param sensor what it will be called, unique within its site
 * @param interfaceName the interface that it will watch; absent: {@code eth0}
 */
public record InvitationRequest(String sensor, @Nullable String interfaceName) {
    private static final String USUAL_INTERFACE = "eth0";

    String interfaceOrUsual() {
        return interfaceName == null ? USUAL_INTERFACE : interfaceName;
    }
}
