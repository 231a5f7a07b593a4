/** What devices cannot do without: names and services go in, who said what stops without them comes out. */
@NullMarked
package io.curfew.policy.essential;

import org.jspecify.annotations.NullMarked;
