/** What every keeper of a site's memory does. */
@NullMarked
package io.curfew.policy.memory;

import org.jspecify.annotations.NullMarked;
