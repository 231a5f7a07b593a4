/** A site is watched: observations in, verdicts, alerts and dossiers out. */
@NullMarked
package io.curfew.policy.watch;

import org.jspecify.annotations.NullMarked;
