package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;
import io.curfew.sensor.health.OtherEyes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The imports of one sensor. Tells of at most {@value #MOST_SOURCES} sources; more are left out, but no import's first
 * as long as there are no more imports than that.
 */
public final class Imports implements OtherEyes, AutoCloseable {
    static final int MOST_SOURCES = 64;

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

    @Override
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

    @Override
    public Map<String, Long> givenUp() {
        Map<String, Long> givenUp = new TreeMap<>();
        imports.forEach(one -> one.givenUp().forEach((kind, count) -> givenUp.merge(kind, count, Long::sum)));
        return givenUp;
    }

    /**
     * Ends all of them at the same time: those that hang are waited for together, and not for long. Without a thread
     * for each: there may be none to be had.
     */
    @Override
    public void close() {
        imports.forEach(Import::stop);
        long begin = System.nanoTime();
        for (Import one : imports) {
            Duration left = Import.PATIENCE.minusNanos(System.nanoTime() - begin);
            one.finish(left.isNegative() ? Duration.ZERO : left);
        }
    }
}
