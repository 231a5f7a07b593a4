package io.curfew.sensor.journal;

import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One journal for each name: the sensor's own facts, and of its Kafka client only what nobody could go on after. */
final class Journals implements ILoggerFactory {
    private static final String KAFKA = "org.apache.kafka";

    private final Map<String, Logger> journals = new ConcurrentHashMap<>();
    private final Clock clock;
    private final PrintStream out;

    Journals(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Logger getLogger(String name) {
        return journals.computeIfAbsent(name, this::journal);
    }

    private Logger journal(String name) {
        return new Journal(name, name.startsWith(KAFKA) ? Level.ERROR : Level.INFO, clock, out);
    }
}
