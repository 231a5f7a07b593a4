/**
 * Processes that outlive the program that starts them: a launch in, a recorded process out, found again later and never
 * mistaken for a stranger. Knows nothing about which programs run.
 */
@NullMarked
package io.curfew.stack.process;

import org.jspecify.annotations.NullMarked;
