/** Decoded packets in, flows out: at their start, each minute, and at their end. Knows nothing of where either goes. */
@NullMarked
package io.curfew.sensor.flow;

import org.jspecify.annotations.NullMarked;
