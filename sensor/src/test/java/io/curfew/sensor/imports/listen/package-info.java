@NullMarked
package io.curfew.sensor.imports.listen;

import org.jspecify.annotations.NullMarked;
