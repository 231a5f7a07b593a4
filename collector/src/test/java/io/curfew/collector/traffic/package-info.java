@NullMarked
package io.curfew.collector.traffic;

import org.jspecify.annotations.NullMarked;
