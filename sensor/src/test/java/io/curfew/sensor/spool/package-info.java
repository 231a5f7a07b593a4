/** What the spool keeps, whatever happens to it. */
@NullMarked
package io.curfew.sensor.spool;

import org.jspecify.annotations.NullMarked;
