@NullMarked
package io.curfew.policy.essential;

import org.jspecify.annotations.NullMarked;
