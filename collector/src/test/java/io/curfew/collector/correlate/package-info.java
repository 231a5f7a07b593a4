@NullMarked
package io.curfew.collector.correlate;

import org.jspecify.annotations.NullMarked;
