@NullMarked
package io.curfew.collector.row;

import org.jspecify.annotations.NullMarked;
