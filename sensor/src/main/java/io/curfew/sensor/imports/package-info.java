/**
 * Other eyes than a capture: logs and exports of what others saw come in, observations go out, and each eye says what
 * it sees and what it does not.
 */
@NullMarked
package io.curfew.sensor.imports;

import org.jspecify.annotations.NullMarked;
