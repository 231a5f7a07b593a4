package io.curfew.sensor.imports.log;

import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.FlowNumbers;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * {@code conn.log} and {@code dns.log} of Zeek, as tab-separated values with any columns in any order, or as JSON.
 * Which of both it is, the log says itself.
 */
public final class ZeekFormat implements LogFormat {
    private static final int MOST_COLUMNS = 256;

    private final LogSettings settings;
    private final ZeekFlows flows;
    private final ZeekQuestions questions;
    private final ZeekRow row = new ZeekRow(MOST_COLUMNS);
    private @Nullable Instant lastAt;
    private boolean macs;
    private boolean hasFlows;
    private boolean hasQuestions;

    /** @param numbers gives each flow its number */
    public ZeekFormat(LogSettings settings, FlowNumbers numbers, ObservationSink sink) {
        this.settings = settings;
        this.flows = new ZeekFlows(numbers, sink);
        this.questions = new ZeekQuestions(sink);
    }

    /** True for a line that only Zeek writes. */
    static boolean recognises(String line) {
        return line.startsWith("#separator ")
                || line.startsWith("#fields\t")
                || (line.startsWith("{\"") && line.contains("\"id.orig_h\":") && line.contains("\"uid\":"));
    }

    @Override
    public LineReading line(String line) {
        if (line.startsWith("#")) {
            row.header(line);
            return LineReading.UNDERSTOOD;
        }
        if (line.startsWith("{")) {
            JsonFields fields = JsonFields.of(line);
            return fields == null ? LineReading.BAD_JSON : row(ZeekFields.of(fields));
        }
        if (!row.hasHeader()) {
            return LineReading.NO_HEADER;
        }
        return row.read(line) ? row(ZeekFields.of(row)) : LineReading.UNKNOWN_FORM;
    }

    private LineReading row(ZeekFields fields) {
        Instant at = fields.time("ts", settings.zone());
        if (at == null) {
            return LineReading.BAD_TIME;
        }
        lastAt = at;
        if (!fields.text("conn_state").isEmpty() || fields.isIn("conn")) {
            hasFlows = true;
            macs |= !fields.text("orig_l2_addr").isEmpty();
            return flows.row(at, fields);
        }
        if (fields.isIn("dns") || fields.has("query") || fields.has("trans_id")) {
            hasQuestions = true;
            return questions.row(at, fields);
        }
        return LineReading.UNKNOWN_FORM;
    }

    @Override
    public void advance(Instant now) {
        // Each line is whole.
    }

    @Override
    public void finish() {
        // Each line is whole.
    }

    @Override
    public Sees sees() {
        return new Sees(macs, hasFlows, hasQuestions, false);
    }

    @Override
    public @Nullable Instant lastAt() {
        return lastAt;
    }
}
