package io.curfew.policy;

import io.curfew.events.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An observation with what was found out about it.
 *
 * @param observation what the sensor said
 * @param device the device that acted: the initiator, the client, the sender; absent when it is no device of the site
 * @param zone the device's zone; absent when no zone of the policy holds it
 * @param responderDevice the device of the site that was asked; absent when the other end is none
 * @param peer the other end as {@code device} sees it; absent for observations without one
 * @param verdict what the policy says
 */
public record JudgedObservation(
        Observation observation,
        @Nullable DeviceId device,
        @Nullable String zone,
        @Nullable DeviceId responderDevice,
        @Nullable Peer peer,
        Verdict verdict) {}
