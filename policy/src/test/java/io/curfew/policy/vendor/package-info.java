@NullMarked
package io.curfew.policy.vendor;

import org.jspecify.annotations.NullMarked;
