@NullMarked
package io.curfew.collector.notify.carrier;

import org.jspecify.annotations.NullMarked;
