package io.curfew.collector.kafka;

import io.curfew.policy.language.Mistake;

import java.util.List;

/** What came of the wish to replace the policy. */
public sealed interface PolicyReplacement {

    /** It is in force. */
    record Accepted(PolicyDocument document) implements PolicyReplacement {}

    /**
     * The text is no policy; the old one stays in force.
     *
     * @param mistakes every mistake, never empty
     */
    record Refused(List<Mistake> mistakes) implements PolicyReplacement {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * Somebody else replaced the policy meanwhile; theirs stays.
     *
     * @param latest the policy that stands there now
     */
    record Outdated(PolicyDocument latest) implements PolicyReplacement {}
}
