/** What the policy says of one flow or question: ends, names and ports go in, a decision with its reason comes out. */
@NullMarked
package io.curfew.policy.judge;

import org.jspecify.annotations.NullMarked;
