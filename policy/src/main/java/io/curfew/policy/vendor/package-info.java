/** MAC addresses in, who makes them out. */
@NullMarked
package io.curfew.policy.vendor;

import org.jspecify.annotations.NullMarked;
