/**
 * The policy language: texts go in, a {@link io.curfew.policy.language.Policy} or every mistake with its place comes
 * out.
 */
@NullMarked
package io.curfew.policy.language;

import org.jspecify.annotations.NullMarked;
