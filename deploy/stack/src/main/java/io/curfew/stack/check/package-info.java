/** What must hold before anything starts: a setting in, complaints out, each one line that says what to do. */
@NullMarked
package io.curfew.stack.check;

import org.jspecify.annotations.NullMarked;
