/**
 * The sensor's composition: packets go in at {@link io.curfew.sensor.PacketPipeline}, observations come out at a sink.
 */
@NullMarked
package io.curfew.sensor;

import org.jspecify.annotations.NullMarked;
