package io.curfew.sensor.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.SiteId;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes each flow that has ended with its verdict, one a line; fields that do not apply are absent. */
public final class JsonVerdicts {
    private final JsonGenerator json;
    private boolean hasLines;

    public JsonVerdicts(OutputStream output) throws IOException {
        json = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(output);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** For those who know the site. */
    public void write(JudgedObservation judged) {
        write(null, judged);
    }

    /** @param site is named in the line; null for those who know it */
    public void write(@Nullable SiteId site, JudgedObservation judged) {
        boolean isEnd =
                judged.observation() instanceof FlowObservation flow && flow.phase() == FlowObservation.Phase.END;
        if (isEnd && judged.observation() instanceof FlowObservation flow) {
            try {
                write(site, judged, flow);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    private void write(@Nullable SiteId site, JudgedObservation judged, FlowObservation flow) throws IOException {
        json.writeStartObject();
        optional("site", site);
        json.writeStringField("first", flow.first().toString());
        json.writeStringField("last", flow.last().toString());
        json.writeStringField("transport", flow.transport().text());
        end("initiator", flow.initiator());
        end("responder", flow.responder());
        json.writeBooleanField("initiatorCertain", flow.initiatorCertain());
        optional("device", judged.device());
        optional("responderDevice", judged.responderDevice());
        if (judged.peer() != null) {
            optional("peerName", judged.peer().name());
        }
        switch (judged.verdict()) {
            case Verdict.Allowed allowed -> {
                json.writeStringField("verdict", "allowed");
                optional("rule", allowed.rule());
                optional("why", allowed.reservation());
            }
            case Verdict.Violation violation -> {
                json.writeStringField("verdict", "violation");
                json.writeStringField("rule", violation.rule());
                optional("entry", violation.entry());
                json.writeStringField("why", violation.why());
            }
            case Verdict.Unjudged _ -> json.writeStringField("verdict", "unjudged");
        }
        json.writeEndObject();
        hasLines = true;
    }

    private void end(String name, Endpoint end) throws IOException {
        json.writeStringField(name, end.ip().toString());
        json.writeNumberField(name + "Port", end.port());
        optional(name + "Mac", end.mac());
    }

    private void optional(String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    /** Ends the last line. */
    public void finish() throws IOException {
        if (hasLines) {
            json.writeRaw('\n');
        }
        json.flush();
    }
}
