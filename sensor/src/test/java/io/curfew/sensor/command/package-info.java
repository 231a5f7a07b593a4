/** The command line, from its arguments to its exit code. */
@NullMarked
package io.curfew.sensor.command;

import org.jspecify.annotations.NullMarked;
