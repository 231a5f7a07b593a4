@NullMarked
package io.curfew.policy.proposal;

import org.jspecify.annotations.NullMarked;
