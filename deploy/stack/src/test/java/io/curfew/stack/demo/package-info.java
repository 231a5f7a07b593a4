@NullMarked
package io.curfew.stack.demo;

import org.jspecify.annotations.NullMarked;
