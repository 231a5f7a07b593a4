package io.curfew.sensor.imports.log;

/** What came of one line. */
public enum LineReading {
    /** It was read, whether or not it says something that is worth an observation. */
    UNDERSTOOD(""),
    TOO_LONG("line too long"),
    UNKNOWN_FORM("unknown form"),
    BAD_TIME("time"),
    BAD_ADDRESS("address"),
    BAD_NAME("name"),
    BAD_JSON("json"),
    BAD_MESSAGE("dns message"),
    NO_HEADER("no header yet");

    private final String reason;

    LineReading(String reason) {
        this.reason = reason;
    }

    /** In words; empty for what was understood. */
    public String reason() {
        return reason;
    }
}
