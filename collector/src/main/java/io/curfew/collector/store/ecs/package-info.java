/** Traffic as documents with ECS names: one record for each object, exactly the fields that are written. */
@NullMarked
package io.curfew.collector.store.ecs;

import org.jspecify.annotations.NullMarked;
