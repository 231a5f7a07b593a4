/**
 * Alerts that changed come in, one message for each channel and stretch of time goes out. Knows what was told, not how
 * a channel is spoken to.
 */
@NullMarked
package io.curfew.collector.notify;

import org.jspecify.annotations.NullMarked;
