@NullMarked
package io.curfew.collector.json;

import org.jspecify.annotations.NullMarked;
