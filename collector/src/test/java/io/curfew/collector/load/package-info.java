/** Load made of recorded homes: many sites, each with many of the recorded devices; the same each time. */
@NullMarked
package io.curfew.collector.load;

import org.jspecify.annotations.NullMarked;
