@NullMarked
package io.curfew.collector;

import org.jspecify.annotations.NullMarked;
