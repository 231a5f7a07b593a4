package io.curfew.sensor.fuzz;

import org.jspecify.annotations.Nullable;

/** Where Jazzer hands in its inputs, for the target that its only argument names. */
public final class Fuzz {
    private static @Nullable FuzzTarget target;

    private Fuzz() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTarget.of(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (target == null) {
            throw new IllegalStateException("fuzzerInitialize was not called");
        }
        target.feed(input);
    }
}
