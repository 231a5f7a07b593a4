@NullMarked
package io.curfew.collector.notify;

import org.jspecify.annotations.NullMarked;
