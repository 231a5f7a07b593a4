package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.events.DomainName;
import io.curfew.events.Ja4;
import org.jspecify.annotations.Nullable;

/** What one flow's payloads have told so far. Mutable and used again with its flow; lives in the hot path. */
public final class Clues {
    @Nullable
    String protocol;

    @Nullable
    DomainName serverName;

    @Nullable
    Ja4 ja4;

    /** False once nothing more is to be learned. */
    boolean isOpen;

    /** Payloads looked at. */
    int looks;

    /** True when the sequence number of the initiator's first octet is known and that octet was not yet seen. */
    boolean expectsFirst;

    int firstSequence;

    /** Where an unfinished message is put together; absent while there is none. */
    @Nullable
    Gathering gathering;

    /** How many octets of its name its watch has counted as those of a long one. */
    int countedOctets;

    /** Starts over for another flow; of the one before everything is forgotten. */
    public void begin() {
        isOpen = true;
        looks = 0;
        expectsFirst = false;
    }

    /** Writes only where there is something: whoever writes a reference makes the garbage collector look there. */
    void forget() {
        if (protocol != null) {
            protocol = null;
        }
        if (serverName != null) {
            serverName = null;
        }
        if (ja4 != null) {
            ja4 = null;
        }
    }

    int nameOctets() {
        return serverName == null ? 0 : serverName.value().length();
    }

    void take(ClientHello hello) {
        serverName = hello.serverName();
        ja4 = hello.ja4();
        String application = hello.application();
        if (application != null && application.startsWith(ApplicationProtocol.DOQ)) {
            // Drafts of RFC 9250 negotiated doq-i00 and so on.
            protocol = ApplicationProtocol.DOQ;
        } else if (ApplicationProtocol.DOT.equals(application)) {
            protocol = ApplicationProtocol.DOT;
        }
    }

    /** The name that the initiator sent; absent when none was seen. */
    public @Nullable DomainName serverName() {
        return serverName;
    }

    /** How the initiator began TLS; absent when no whole ClientHello was seen. */
    public @Nullable Ja4 ja4() {
        return ja4;
    }

    /** The protocol that payloads showed; absent when they showed none. */
    @Nullable
    String protocol() {
        return protocol;
    }
}
