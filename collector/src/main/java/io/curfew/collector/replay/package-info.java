/** Two policies and a span of time go in, what would have been different comes out; changes nothing. */
@NullMarked
package io.curfew.collector.replay;

import org.jspecify.annotations.NullMarked;
