/** What several sites have in common: sightings of sites go in, hints to those whom they concern come out. */
@NullMarked
package io.curfew.policy.across;

import org.jspecify.annotations.NullMarked;
