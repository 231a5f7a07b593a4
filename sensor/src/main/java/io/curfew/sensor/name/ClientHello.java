package io.curfew.sensor.name;

import io.curfew.events.DomainName;
import io.curfew.events.Ja4;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS client says first, as far as it is there: from a message whose end is missing, whatever came before.
 *
 * @param serverName the name asked for (RFC 6066, section 3); absent when there is none or it is no host's
 * @param application the first protocol that is offered inside (RFC 7301), one character an octet; absent when none is
 * @param ja4 the client's fingerprint; absent when the message is not whole
 */
record ClientHello(
        @Nullable DomainName serverName,
        @Nullable String application,
        @Nullable Ja4 ja4) {}
