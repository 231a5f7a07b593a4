package io.curfew.sensor.journal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Writes a line for each event that is not below its level: the time in UTC, the level, who says it, and what. Formats
 * no date by a pattern: the classes for that take longer to begin with than all else that the sensor starts with.
 */
final class Journal extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final Level least;
    private final String speaker;
    private final transient Clock clock;
    private final transient PrintStream out;

    /** @param name of the class that speaks, with its package */
    Journal(String name, Level least, Clock clock, PrintStream out) {
        this.name = name;
        this.least = least;
        this.speaker = name.substring(name.lastIndexOf('.') + 1);
        this.clock = clock;
        this.out = out;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        StringWriter lines = new StringWriter();
        lines.append(now.toString())
                .append("Z ")
                .append(level.name())
                .append(' ')
                .append(speaker)
                .append(" - ")
                .append(MessageFormatter.basicArrayFormat(pattern, arguments))
                .append(System.lineSeparator());
        if (cause != null) {
            cause.printStackTrace(new PrintWriter(lines, true));
        }
        // At once, so that lines of different threads do not mix.
        out.print(lines);
        out.flush();
    }

    private boolean tells(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return tells(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return tells(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return tells(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return tells(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return tells(Level.ERROR);
    }
}
