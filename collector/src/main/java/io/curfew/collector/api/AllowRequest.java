package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How something shall be allowed.
 *
 * @param until when that shall end by itself; absent for never
 * @param because why; shown wherever the entry is; absent for nothing
 */
public record AllowRequest(
        @Nullable Instant until, @Nullable String because) {}
