/** Databases of places: written here, read by the code under test. */
@NullMarked
package io.curfew.policy.place;

import org.jspecify.annotations.NullMarked;
