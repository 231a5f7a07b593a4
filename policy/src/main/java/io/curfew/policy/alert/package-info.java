/** What deserves a person's attention: matters go in, alerts that count their repeats come out. */
@NullMarked
package io.curfew.policy.alert;

import org.jspecify.annotations.NullMarked;
