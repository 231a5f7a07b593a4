/** Renders the manifests as a cluster would get them, and holds them to the API's types and to the project's rules. */
@NullMarked
package io.curfew.k8s;

import org.jspecify.annotations.NullMarked;
