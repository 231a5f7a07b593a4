package io.curfew.collector.store;

/**
 * A change that the store will never take.
 *
 * @param change what was to be kept
 * @param reason why not, in the store's words
 */
public record Rejection(Change change, String reason) {}
