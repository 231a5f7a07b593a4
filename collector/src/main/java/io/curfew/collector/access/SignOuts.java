package io.curfew.collector.access;

import jakarta.inject.Singleton;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells those who go on working by a session's token that the session has ended here. As many listen as streams are
 * open, which are bounded where they are opened.
 */
@Singleton
public class SignOuts {
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /** Somebody who works by a token. */
    private record Listener(String token, Runnable action) {}

    /**
     * Calls {@code action} when a session ends that holds {@code token}.
     *
     * @param token as it came, whichever of the session's
     * @return ends the listening
     */
    public Runnable listen(String token, Runnable action) {
        Listener listener = new Listener(token, action);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A session has ended that held {@code token}. */
    void ended(String token) {
        for (Listener listener : listeners) {
            if (listener.token().equals(token)) {
                listener.action().run();
            }
        }
    }
}
