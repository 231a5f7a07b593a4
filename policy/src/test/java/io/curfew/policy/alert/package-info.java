@NullMarked
package io.curfew.policy.alert;

import org.jspecify.annotations.NullMarked;
