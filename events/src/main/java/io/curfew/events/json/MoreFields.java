package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;

/** Fields that a caller of {@link ObservationJson} adds to an object that is open. */
@FunctionalInterface
public interface MoreFields {
    /** Adds nothing. */
    MoreFields NONE = new MoreFields() {
        @Override
        public void write(JsonGenerator json) {}

        @Override
        public boolean isEmpty() {
            return true;
        }
    };

    /** Writes names with their values; leaves the object open. */
    void write(JsonGenerator json) throws IOException;

    /** True when nothing will be written, so that an object for these fields alone can be left out. */
    default boolean isEmpty() {
        return false;
    }
}
