package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The imports of one sensor. Tells of at most {@value #MOST_SOURCES} sources; more are left out, but no import's first
 * as long as there are no more imports than that.
 */
public final class Imports implements AutoCloseable {
    static final int MOST_SOURCES = 64;

    /** Each of them waits for its reader, for 2 s at most, and then writes down how far it came. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Import> imports;

    public Imports(List<Import> imports) {
        this.imports = List.copyOf(imports);
    }

    /** No imports: a capture is all. */
    public static Imports none() {
        return new Imports(List.of());
    }

    public void start() {
        imports.forEach(Import::start);
    }

    public List<SourceStatus> sources() {
        List<SourceStatus> sources = new ArrayList<>();
        int imported = imports.size();
        for (Import one : imports) {
            imported--;
            // Whoever may send exports makes sources: each import that stands behind has room for its first.
            int room = Math.max(1, MOST_SOURCES - sources.size() - imported);
            one.sources().stream().limit(room).forEach(sources::add);
        }
        return sources.subList(0, Math.min(sources.size(), MOST_SOURCES));
    }

    /** Ends all of them at the same time: those that hang are waited for once, and not for long. */
    @Override
    public void close() {
        List<Thread> closing = imports.stream()
                .map(one -> Thread.ofPlatform().name("close import").daemon().start(one::close))
                .toList();
        long begin = System.nanoTime();
        try {
            for (Thread thread : closing) {
                thread.join(PATIENCE.minusNanos(System.nanoTime() - begin));
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
