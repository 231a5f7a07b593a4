/** Recorded observations and two policies go in, what the one differences against the other comes out. */
@NullMarked
package io.curfew.policy.replay;

import org.jspecify.annotations.NullMarked;
