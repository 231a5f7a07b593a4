@NullMarked
package io.curfew.sensor.imports.pihole;

import org.jspecify.annotations.NullMarked;
