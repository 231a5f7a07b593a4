/** Components of records in, ways to read them that cost as much as calling their accessors out. */
@NullMarked
package io.curfew.collector.record;

import org.jspecify.annotations.NullMarked;
