@NullMarked
package io.curfew.collector.configuration;

import org.jspecify.annotations.NullMarked;
