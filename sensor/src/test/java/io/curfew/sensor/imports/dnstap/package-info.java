@NullMarked
package io.curfew.sensor.imports.dnstap;

import org.jspecify.annotations.NullMarked;
