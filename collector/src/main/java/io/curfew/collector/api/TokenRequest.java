package io.curfew.collector.api;

/**
 * What an invited sensor brings.
 *
 * @param token as it was issued
 */
public record TokenRequest(String token) {}
