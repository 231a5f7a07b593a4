/** The commands of {@code ./curfew} that have to do with the stack: words and options in, lines for a person out. */
@NullMarked
package io.curfew.stack.command;

import org.jspecify.annotations.NullMarked;
