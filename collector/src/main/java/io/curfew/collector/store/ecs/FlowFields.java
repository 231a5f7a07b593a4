package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code curfew.*} of a flow.
 *
 * @param flow names the flow within one run of its sensor
 * @param phase {@code start}, {@code update} or {@code end}
 * @param initiator {@code certain} or {@code inferred}
 * @param outcome how it went so far; absent while nothing can be said
 * @param rejectCode the code of the ICMP unreachable behind a rejected flow; absent otherwise
 * @param tunnel the tunnel that carried an inner flow; absent for outer flows
 * @param initiatorTtl TTL or hop limit of the first packet that the initiator sent; absent when none was seen
 * @param id names this report for ever
 * @param site where
 * @param sensor who saw it; absent where only {@code observer.name} says so
 * @param device the device of the site that acted; absent when none did
 * @param zone the device's zone; absent when none holds it
 * @param responderDevice the device of the site that was asked; absent when the other end is none
 * @param peer the other end as the device sees it; absent without one
 * @param verdict what the policy says
 */
public record FlowFields(
        long flow,
        String phase,
        String initiator,
        @Nullable String outcome,
        @JsonProperty("reject_code") @Nullable Integer rejectCode,
        @Nullable String tunnel,
        @JsonProperty("initiator_ttl") @Nullable Integer initiatorTtl,
        String id,
        String site,
        @Nullable String sensor,
        @Nullable String device,
        @Nullable String zone,
        @JsonProperty("responder_device") @Nullable String responderDevice,
        @Nullable TrafficPeer peer,
        TrafficVerdict verdict) {}
