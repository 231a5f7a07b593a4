/**
 * Batches come in and are kept in files until they are released: checked by checksums, bounded in bytes and age, found
 * again after a crash.
 */
@NullMarked
package io.curfew.sensor.spool;

import org.jspecify.annotations.NullMarked;
