/** What a configuration may say, and what is told about one that is wrong. */
@NullMarked
package io.curfew.sensor.configuration;

import org.jspecify.annotations.NullMarked;
