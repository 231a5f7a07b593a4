package io.curfew.collector.api;

import io.curfew.collector.notify.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What became of a test message.
 *
 * @param taken whether the other side has it
 * @param reason why not, or whom it did not reach, in one line; absent when all have it
 */
public record TestedChannel(boolean taken, @Nullable String reason) {

    static TestedChannel of(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Taken taken -> new TestedChannel(true, taken.trouble());
            case Delivery.Away away -> new TestedChannel(false, away.reason());
            case Delivery.Refused refused -> new TestedChannel(false, refused.reason());
        };
    }
}
