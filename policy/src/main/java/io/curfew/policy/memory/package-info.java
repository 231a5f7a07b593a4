/** All that is remembered about a site, as values behind one port. Nothing here judges; nothing outside remembers. */
@NullMarked
package io.curfew.policy.memory;

import org.jspecify.annotations.NullMarked;
