@NullMarked
package io.curfew.stack.check;

import org.jspecify.annotations.NullMarked;
