/**
 * The lines of a log come in, observations go out. Lines are written by devices as much as by the server that logs:
 * they are bounded, read in linear time, counted when they make no sense, and never cause an exception.
 */
@NullMarked
package io.curfew.sensor.imports.log;

import org.jspecify.annotations.NullMarked;
