package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a sensor reported of a flow: at its start, in its life or at its end. The last report of a flow says it all.
 *
 * @param timestamp when it was reported
 * @param event which dataset, and when the flow began and ended
 * @param observer which sensor
 * @param source the initiator
 * @param destination the responder
 * @param network transport and sums of both directions
 * @param tls how the initiator began TLS or QUIC; absent when neither name nor fingerprint was seen
 * @param url the server name that the initiator sent by HTTP; absent when none was seen
 * @param curfew what Curfew adds
 */
public record Flow(
        @JsonProperty("@timestamp") Instant timestamp,
        EcsEvent event,
        EcsObserver observer,
        EcsEndpoint source,
        EcsEndpoint destination,
        EcsNetwork network,
        @Nullable EcsTls tls,
        @Nullable EcsUrl url,
        FlowFields curfew) {}
