/** Patterns that no rule can say: what a device did goes in, a matter comes out where a pattern fits. */
@NullMarked
package io.curfew.policy.detect;

import org.jspecify.annotations.NullMarked;
