/** What is written is read back equal, and garbage is refused with a reason. */
@NullMarked
package io.curfew.events.wire;

import org.jspecify.annotations.NullMarked;
