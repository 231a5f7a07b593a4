package io.curfew.stack.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Puts the policy of the demo in force, unless that would overwrite somebody's own. */
public final class PolicyInForce {
    private static final int UNPROCESSABLE = 422;

    private final Api api;

    public PolicyInForce(Api api) {
        this.api = api;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It is in force now, or was already. */
        record InForce(long version) implements Outcome {}

        /** Another policy is in force and was left alone. */
        record AnotherIsInForce(long version) implements Outcome {}

        /** The collector found mistakes in it. */
        record Refused(List<String> mistakes) implements Outcome {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /** Sees to it that the text is the policy; another one is replaced only when {@code replace} says so. */
    public Outcome ensure(String text, boolean replace) throws IOException, InterruptedException {
        Api.Answer present = api.get("/policy");
        if (!present.isGood()) {
            throw new IOException("the collector does not tell its policy: " + present.status());
        }
        long version = present.body().path("version").asLong();
        String inForce = present.body().path("text").asText("");
        if (inForce.equals(text)) {
            return new Outcome.InForce(version);
        }
        if (!inForce.isBlank() && !replace) {
            return new Outcome.AnotherIsInForce(version);
        }
        Api.Answer answer = api.put("/policy", Map.of("If-Match", "\"" + version + "\""), Map.of("text", text));
        if (answer.status() == UNPROCESSABLE) {
            return new Outcome.Refused(StreamSupport.stream(
                            answer.body().path("mistakes").spliterator(), false)
                    .map(mistake -> "line %d: %s"
                            .formatted(
                                    mistake.path("line").asInt(),
                                    mistake.path("message").asText()))
                    .toList());
        }
        if (!answer.isGood()) {
            throw new IOException("the collector did not take the policy: " + answer.status() + " "
                    + answer.body().path("detail").asText());
        }
        return new Outcome.InForce(answer.body().path("version").asLong());
    }
}
