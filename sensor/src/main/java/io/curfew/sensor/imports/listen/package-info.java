/** Sockets on which others tell the sensor what they see: datagrams and frames come in, their readers get them. */
@NullMarked
package io.curfew.sensor.imports.listen;

import org.jspecify.annotations.NullMarked;
