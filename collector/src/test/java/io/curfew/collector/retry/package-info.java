@NullMarked
package io.curfew.collector.retry;

import org.jspecify.annotations.NullMarked;
