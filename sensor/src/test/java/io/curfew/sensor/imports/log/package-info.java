@NullMarked
package io.curfew.sensor.imports.log;

import org.jspecify.annotations.NullMarked;
