package io.curfew.collector.api;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import java.util.function.Supplier;

/** Answers of which the asker may have the latest already: then it is not sent again. */
final class Conditional {
    private Conditional() {}

    static Response answer(Request request, EntityTag tag, Supplier<?> body) {
        Response.ResponseBuilder same = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = same == null ? Response.ok(body.get()) : same;
        return answer.tag(tag).build();
    }
}
