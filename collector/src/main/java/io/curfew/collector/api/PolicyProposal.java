package io.curfew.collector.api;

/**
 * A policy that allows what an alert is about. Nothing has been changed: to put it in force, {@code PUT} the text with
 * {@code ifMatch} as {@code If-Match}.
 *
 * @param version the version of the policy that the proposal changes
 * @param ifMatch that version as the {@code ETag} has it
 * @param text the whole policy as it would be
 * @param diff what changes, as a unified diff
 * @param summary one or two sentences: what changes, and for whom
 */
public record PolicyProposal(long version, String ifMatch, String text, String diff, String summary) {}
