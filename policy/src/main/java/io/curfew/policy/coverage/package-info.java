/**
 * What is known to be missing in what sensors say goes in; how much a statement that something never happened is worth
 * comes out.
 */
@NullMarked
package io.curfew.policy.coverage;

import org.jspecify.annotations.NullMarked;
