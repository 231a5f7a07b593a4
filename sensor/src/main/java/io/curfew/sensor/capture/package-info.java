/** Raw frames with their times, from a capture file or a live interface. The only user of libpcap; decodes nothing. */
@NullMarked
package io.curfew.sensor.capture;

import org.jspecify.annotations.NullMarked;
