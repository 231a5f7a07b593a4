/**
 * The parts of the stack: what each is started with, where it keeps its data, how to see that it answers. Settings in,
 * launches out; nothing here starts or stops a process.
 */
@NullMarked
package io.curfew.stack.part;

import org.jspecify.annotations.NullMarked;
