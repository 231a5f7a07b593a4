/** Lines in, a file out that readers find whole or not at all. Knows nothing of what the lines say. */
@NullMarked
package io.curfew.stack.file;

import org.jspecify.annotations.NullMarked;
