package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.Detail;
import io.curfew.events.DnsObservation;

import java.io.IOException;
import java.time.Duration;

/** {@code curfew.dns}: the client is {@code source}, the server {@code destination}. */
final class DnsJson {
    private DnsJson() {}

    static void write(JsonGenerator json, DnsObservation dns, MoreFields inCurfew) throws IOException {
        json.writeObjectFieldStart("event");
        json.writeStringField("kind", "event");
        json.writeStringField("dataset", "curfew.dns");
        Duration timeToAnswer = dns.timeToAnswer();
        if (timeToAnswer != null) {
            json.writeNumberField("duration", timeToAnswer.toNanos());
        }
        json.writeEndObject();
        Fields.endpoint(json, "source", dns.client());
        Fields.endpoint(json, "destination", dns.server());
        json.writeObjectFieldStart("network");
        json.writeStringField("transport", dns.transport().text());
        json.writeStringField("protocol", "dns");
        Fields.vlans(json, dns.vlanIds());
        json.writeEndObject();
        json.writeObjectFieldStart("dns");
        json.writeStringField("id", Integer.toString(dns.id()));
        json.writeObjectFieldStart("question");
        json.writeStringField("name", ReadableName.of(dns.questionName()));
        json.writeStringField("type", dns.questionType());
        json.writeEndObject();
        Fields.text(json, "response_code", dns.responseCode());
        answers(json, dns);
        json.writeEndObject();
        json.writeObjectFieldStart("curfew");
        json.writeBooleanField("blocked", dns.blocked());
        if (dns.detail() != Detail.FULL) {
            json.writeStringField("detail", dns.detail().text());
        }
        inCurfew.write(json);
        json.writeEndObject();
    }

    private static void answers(JsonGenerator json, DnsObservation dns) throws IOException {
        if (dns.answers().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("answers");
        for (DnsObservation.Answer answer : dns.answers()) {
            json.writeStartObject();
            json.writeStringField("name", ReadableName.of(answer.name()));
            json.writeStringField("type", answer.type());
            json.writeStringField("data", answer.data());
            json.writeNumberField("ttl", answer.ttlSeconds());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
