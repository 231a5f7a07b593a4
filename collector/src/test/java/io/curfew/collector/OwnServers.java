package io.curfew.collector;

import org.junit.jupiter.api.Tag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Slow tests that start the servers they need, and mind no others beside them. The build runs several such classes at
 * once; those that share one application and its servers ({@link RealServers}) run one after the other.
 */
@Tag("own-servers")
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnServers {}
