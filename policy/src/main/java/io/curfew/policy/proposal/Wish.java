package io.curfew.policy.proposal;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How something shall be allowed.
 *
 * @param until when that shall end by itself; absent for never
 * @param because why; shown wherever the entry is
 */
public record Wish(@Nullable Instant until, String because) {}
