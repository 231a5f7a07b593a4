/**
 * The way of one observation through the policy: who, by which name, allowed or not, worth an alert or not.
 * Observations and commands of one site go in, {@link io.curfew.policy.Findings} come out.
 */
@NullMarked
package io.curfew.policy.watch;

import org.jspecify.annotations.NullMarked;
