/** What the language accepts, what it refuses and where it says so. */
@NullMarked
package io.curfew.policy.language;

import org.jspecify.annotations.NullMarked;
