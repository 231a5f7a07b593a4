/** What holds for the whole module. */
@NullMarked
package io.curfew.policy;

import org.jspecify.annotations.NullMarked;
