package io.curfew.sensor.configuration;

import io.curfew.sensor.configuration.ImportConfiguration.Log;

/** Writes the blocks of {@code imports} with every key that is in force. */
final class ImportWriter {
    private final StringBuilder text;

    ImportWriter(StringBuilder text) {
        this.text = text;
    }

    void write(ImportConfiguration one) {
        switch (one) {
            case Log log -> log(log);
        }
    }

    private void log(Log log) {
        block(log.kind().text());
        key("file", ConfigurationWriter.quoted(log.file().toString()));
        key("zone", log.zone().getId());
        if (log.server() != null) {
            key("server", ConfigurationWriter.quoted(log.server().toString()));
        }
        key("from", log.fromStart() ? "start" : "end");
    }

    private void block(String kind) {
        text.append("  - ").append(kind).append(":\n");
    }

    private void key(String key, String value) {
        text.append("      ").append(key).append(": ").append(value).append('\n');
    }
}
