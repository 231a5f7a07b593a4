/** A configuration text comes in, one typed tree or the list of its mistakes goes out. */
@NullMarked
package io.curfew.sensor.configuration;

import org.jspecify.annotations.NullMarked;
