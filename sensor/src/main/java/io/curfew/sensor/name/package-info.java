/** The first payloads of flows in, server names and application protocols out. */
@NullMarked
package io.curfew.sensor.name;

import org.jspecify.annotations.NullMarked;
