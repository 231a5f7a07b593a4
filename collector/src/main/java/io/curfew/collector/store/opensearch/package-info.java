/**
 * The view in OpenSearch: data streams for traffic, plain indices for what changes. The only user of the OpenSearch
 * client.
 */
@NullMarked
package io.curfew.collector.store.opensearch;

import org.jspecify.annotations.NullMarked;
