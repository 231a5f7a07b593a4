package io.curfew.policy.dossier;

import io.curfew.events.Outcome;
import io.curfew.policy.Attempts;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What is new of one flow as one of its devices saw it.
 *
 * @param device whose dossier it belongs in
 * @param peer the other end
 * @param service as {@code https} or {@code tcp/8883}
 * @param initiated true when the device started it
 * @param isFirst true when the flow was not told of before
 * @param bytesSent IP bytes from the device since the flow was told of last
 * @param bytesReceived IP bytes to the device since the flow was told of last
 * @param verdict {@code allowed}, {@code violation} or {@code unjudged}
 * @param outcome how it went so far; absent while unknown
 * @param at when
 * @param first when the flow began
 * @param ended how it went; absent while it goes on
 * @param flows how many flows are told of at once: 1 but where a sensor sums them up
 */
public record Exchange(
        DeviceId device,
        Peer peer,
        String service,
        boolean initiated,
        boolean isFirst,
        long bytesSent,
        long bytesReceived,
        String verdict,
        @Nullable String outcome,
        Instant at,
        Instant first,
        @Nullable Outcome ended,
        long flows) {

    /** With this flow, where it has ended. */
    Attempts attempts(Attempts known) {
        return ended == null ? known : known.with(ended, flows);
    }
}
