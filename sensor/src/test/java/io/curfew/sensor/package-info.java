/** What the tests of several packages share. */
@NullMarked
package io.curfew.sensor;

import org.jspecify.annotations.NullMarked;
