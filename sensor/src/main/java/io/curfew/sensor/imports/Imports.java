package io.curfew.sensor.imports;

import io.curfew.events.SourceStatus;

import java.util.ArrayList;
import java.util.List;

/** The imports of one sensor. Tells of at most {@value #MOST_SOURCES} sources; more are left out. */
public final class Imports implements AutoCloseable {
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

    public List<SourceStatus> sources() {
        List<SourceStatus> sources = new ArrayList<>();
        for (Import one : imports) {
            for (SourceStatus source : one.sources()) {
                if (sources.size() < MOST_SOURCES) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }

    @Override
    public void close() {
        imports.forEach(Import::close);
    }
}
