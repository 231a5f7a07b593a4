/** What detections go by: their names and numbers with defaults, and what a policy says of them instead. */
@NullMarked
package io.curfew.policy.threshold;

import org.jspecify.annotations.NullMarked;
