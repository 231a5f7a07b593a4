/** An alert and the policy's text come in, a text that allows what the alert is about goes out. */
@NullMarked
package io.curfew.policy.proposal;

import org.jspecify.annotations.NullMarked;
