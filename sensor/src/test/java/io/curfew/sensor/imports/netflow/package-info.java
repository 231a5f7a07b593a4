@NullMarked
package io.curfew.sensor.imports.netflow;

import org.jspecify.annotations.NullMarked;
