/** Captures and a policy go in, findings come out, with no server: the same watch that the collector runs. */
@NullMarked
package io.curfew.sensor.audit;

import org.jspecify.annotations.NullMarked;
