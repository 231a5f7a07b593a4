package io.curfew.collector.notify.carrier;

import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Where people look at an alert.
 *
 * @param console the console's address; absent when nobody said
 */
record Links(@Nullable URI console) {

    @Nullable
    String of(Alert alert) {
        if (console == null) {
            return null;
        }
        String address = console.toString();
        return (address.endsWith("/") ? address : address + "/") + "violations/" + alert.id();
    }
}
