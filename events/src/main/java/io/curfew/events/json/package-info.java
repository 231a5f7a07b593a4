/**
 * Observations in, JSON out: nested ECS names where ECS has one, {@code curfew.*} and a few kinds of our own beside.
 */
@NullMarked
package io.curfew.events.json;

import org.jspecify.annotations.NullMarked;
