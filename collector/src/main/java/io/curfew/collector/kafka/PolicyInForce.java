package io.curfew.collector.kafka;

import io.curfew.policy.language.Policy;

/**
 * The policy that judges now.
 *
 * @param document what was written
 * @param policy what it means
 */
public record PolicyInForce(PolicyDocument document, Policy policy) {
    /** Before anybody wrote a policy. */
    public static final PolicyInForce NONE = new PolicyInForce(PolicyDocument.NONE, Policy.none());
}
