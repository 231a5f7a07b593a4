@NullMarked
package io.curfew.policy.across;

import org.jspecify.annotations.NullMarked;
