@NullMarked
package io.curfew.policy.threshold;

import org.jspecify.annotations.NullMarked;
