/** What addresses are called: DNS answers go in, names with their source come out. */
@NullMarked
package io.curfew.policy.name;

import org.jspecify.annotations.NullMarked;
