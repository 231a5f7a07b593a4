@NullMarked
package io.curfew.sensor.imports;

import org.jspecify.annotations.NullMarked;
