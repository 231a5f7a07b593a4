package io.curfew.collector.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource that takes long to answer: it may be asked for less often than others. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Expensive {}
