/** Who is who: the ends of observations go in, devices of the site come out; addresses are learned on the way. */
@NullMarked
package io.curfew.policy.identity;

import org.jspecify.annotations.NullMarked;
