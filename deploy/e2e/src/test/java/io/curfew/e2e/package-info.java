/**
 * The product as a person uses it: commands in, what they see out. Nothing here reaches behind the script and the API.
 */
@NullMarked
package io.curfew.e2e;

import org.jspecify.annotations.NullMarked;
