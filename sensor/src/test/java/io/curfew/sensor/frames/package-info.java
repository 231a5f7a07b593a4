/** Builds frames and captures octet by octet, for tests and for the recordings among the test resources. */
@NullMarked
package io.curfew.sensor.frames;

import org.jspecify.annotations.NullMarked;
