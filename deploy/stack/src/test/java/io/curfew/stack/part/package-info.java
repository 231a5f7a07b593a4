@NullMarked
package io.curfew.stack.part;

import org.jspecify.annotations.NullMarked;
