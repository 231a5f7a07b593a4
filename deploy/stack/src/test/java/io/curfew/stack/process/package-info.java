@NullMarked
package io.curfew.stack.process;

import org.jspecify.annotations.NullMarked;
