@NullMarked
package io.curfew.collector.kafka;

import org.jspecify.annotations.NullMarked;
