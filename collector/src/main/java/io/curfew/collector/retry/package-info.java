/** Failures and successes in, how long to wait before the next attempt out. */
@NullMarked
package io.curfew.collector.retry;

import org.jspecify.annotations.NullMarked;
