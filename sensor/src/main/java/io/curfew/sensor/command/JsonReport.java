package io.curfew.sensor.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.json.MoreFields;
import io.curfew.events.json.ObservationJson;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.imports.log.Lines;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** One observation a line; a flow once, at its end, when everything is known about it. */
final class JsonReport implements ReadReport {
    private final JsonGenerator json;
    private final MoreFields whereFrom;

    JsonReport(OutputStream output, Path capture) throws IOException {
        String path = capture.toString();
        this.whereFrom = top -> {
            top.writeObjectFieldStart("log");
            top.writeObjectFieldStart("file");
            top.writeStringField("path", path);
            top.writeEndObject();
            top.writeEndObject();
        };
        this.json = new JsonFactory()
                .createGenerator(output)
                .setPrettyPrinter(new MinimalPrettyPrinter(""))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    @Override
    public void accept(Observation observation) {
        if (observation instanceof FlowObservation flow && flow.phase() != FlowObservation.Phase.END) {
            return;
        }
        try {
            ObservationJson.write(json, observation, whereFrom, MoreFields.NONE);
            json.writeRaw('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void finish(PacketCounters counters) {
        close();
    }

    @Override
    public void finish(Lines lines) {
        close();
    }

    private void close() {
        try {
            json.close();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
