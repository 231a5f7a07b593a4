package io.curfew.collector.api;

import io.curfew.policy.language.Mistake;

import java.util.List;

/**
 * What is wrong with a policy.
 *
 * @param mistakes every mistake, in the order of the text; empty for a good policy
 */
public record PolicyCheck(List<Mistake> mistakes) {}
