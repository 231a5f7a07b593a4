package io.curfew.sensor.configuration;

import io.curfew.policy.language.Mistake;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface ConfigurationReading {

    /** The text is a configuration. */
    record Accepted(SensorConfiguration configuration) implements ConfigurationReading {}

    /**
     * The text is none: the sensor does not start.
     *
     * @param mistakes every mistake found, in the order of the text; never empty
     */
    record Refused(List<Mistake> mistakes) implements ConfigurationReading {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }
}
