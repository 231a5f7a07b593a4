/** The questions and leases that a Pi-hole tells by its interface for programs come in, observations go out. */
@NullMarked
package io.curfew.sensor.imports.pihole;

import org.jspecify.annotations.NullMarked;
