package io.curfew.collector.configuration;

import org.jspecify.annotations.Nullable;

/**
 * One thing that an operator may set, and what holds now.
 *
 * @param key the property
 * @param variable the environment variable that sets the same
 * @param value what holds; absent where nothing does, and for secrets
 * @param secret whether its value is shown to nobody
 * @param origin who says so
 */
public record Setting(String key, String variable, @Nullable String value, boolean secret, Origin origin) {

    /** Where a value comes from. */
    public enum Origin {
        /** Nobody set it. */
        DEFAULT,
        /** An environment variable. */
        ENVIRONMENT,
        /** A property on the command line. */
        COMMAND_LINE,
        /** A file of the deployment. */
        FILE
    }
}
