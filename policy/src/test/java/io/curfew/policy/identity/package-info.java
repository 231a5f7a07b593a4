/** Who devices are: told by the code under test. */
@NullMarked
package io.curfew.policy.identity;

import org.jspecify.annotations.NullMarked;
