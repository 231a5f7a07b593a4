package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * {@code dns.*}.
 *
 * @param id the transaction id
 * @param question what was asked
 * @param responseCode the answer's code; absent: never answered
 * @param answers the answer section in its order; absent when empty
 */
public record EcsDns(
        String id,
        EcsDnsQuestion question,
        @JsonProperty("response_code") @Nullable String responseCode,
        @Nullable List<EcsDnsAnswer> answers) {}
