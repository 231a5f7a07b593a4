package io.curfew.collector.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to sessions, by their names. Holds at most {@code most}: the one idle longest ends to make room, and is
 * counted. One that was not asked for in {@code idle} has ended.
 */
final class Sessions<T> {
    private final int most;
    private final Duration idle;
    private final Clock clock;
    private final Runnable evicted;
    private final Map<String, Session<T>> byLastUse = new LinkedHashMap<>(16, 0.75f, true);

    private record Session<T>(T content, Instant used) {}

    Sessions(int most, Duration idle, Clock clock, Runnable evicted) {
        this.most = most;
        this.idle = idle;
        this.clock = clock;
        this.evicted = evicted;
    }

    synchronized void put(String name, T content) {
        endIdle();
        byLastUse.put(name, new Session<>(content, clock.instant()));
        if (byLastUse.size() > most) {
            Iterator<String> idlest = byLastUse.keySet().iterator();
            idlest.next();
            idlest.remove();
            evicted.run();
        }
    }

    /** What belongs to the session; absent when it has ended. */
    synchronized Optional<T> get(String name) {
        endIdle();
        Session<T> session = byLastUse.get(name);
        if (session == null) {
            return Optional.empty();
        }
        byLastUse.put(name, new Session<>(session.content(), clock.instant()));
        return Optional.of(session.content());
    }

    /** Ends the session, and gives back what belonged to it; absent when it has ended before. */
    synchronized Optional<T> remove(String name) {
        return Optional.ofNullable(byLastUse.remove(name)).map(Session::content);
    }

    private void endIdle() {
        Instant tooOld = clock.instant().minus(idle);
        Iterator<Session<T>> idlest = byLastUse.values().iterator();
        while (idlest.hasNext() && idlest.next().used().isBefore(tooOld)) {
            idlest.remove();
        }
    }
}
