package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Instant;

/**
 * A DNS question with its answer, or one that was never answered.
 *
 * @param timestamp when it was answered; when asked, where there was no answer
 * @param event which dataset, and how long the answer took
 * @param observer which sensor
 * @param source the client
 * @param destination the server
 * @param network the transport
 * @param dns question and answers
 * @param curfew what Curfew adds
 */
public record DnsTransaction(
        @JsonProperty("@timestamp") Instant timestamp,
        EcsEvent event,
        EcsObserver observer,
        EcsEndpoint source,
        EcsEndpoint destination,
        EcsNetwork network,
        EcsDns dns,
        DnsFields curfew) {}
