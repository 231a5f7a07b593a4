package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code curfew.*} of a DNS transaction.
 *
 * @param blocked true when the answer looks like a filter's
 * @param id names this transaction for ever
 * @param site where
 * @param sensor who saw it; absent where only {@code observer.name} says so
 * @param device the device of the site that asked; absent when none did
 * @param zone the device's zone; absent when none holds it
 * @param responderDevice the device of the site that was asked; absent when the server is none
 * @param peer the server as the device sees it; absent without one
 * @param verdict what the policy says
 */
public record DnsFields(
        boolean blocked,
        String id,
        String site,
        @Nullable String sensor,
        @Nullable String device,
        @Nullable String zone,
        @JsonProperty("responder_device") @Nullable String responderDevice,
        @Nullable TrafficPeer peer,
        TrafficVerdict verdict) {}
