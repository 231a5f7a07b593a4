/** The program that is the node's process: a port and a folder in, a running OpenSearch out. */
@NullMarked
package io.curfew.server.opensearch;

import org.jspecify.annotations.NullMarked;
