@NullMarked
package io.curfew.policy.firewall;

import org.jspecify.annotations.NullMarked;
