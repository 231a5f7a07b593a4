package io.curfew.collector.notify.carrier;

import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLException;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;

/** Says in one line why a channel is away. */
final class Reason {
    private static final int MOST = 200;

    private Reason() {}

    static String of(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return said(trouble);
    }

    private static @Nullable String known(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _, UnresolvedAddressException _ -> "the host's name is not known";
            case SSLException _ -> "no TLS with the host: " + said(cause);
            case SocketTimeoutException _, HttpTimeoutException _, TimeoutException _ ->
                "the host did not answer in time";
            case ConnectException _ -> "the host does not take connections there";
            default -> null;
        };
    }

    /** What the other side or a library said, fit to be shown. */
    static String said(Throwable trouble) {
        String message = trouble.getMessage();
        return message == null || message.isBlank() ? trouble.getClass().getSimpleName() : Plain.line(message, MOST);
    }

    static String said(String text) {
        return Plain.line(text, MOST);
    }
}
