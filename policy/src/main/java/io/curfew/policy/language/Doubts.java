package io.curfew.policy.language;

import java.util.List;

/** Notes what is no mistake in a policy and probably not meant. */
final class Doubts {
    private Doubts() {}

    /**
     * Gives warnings about a policy without mistakes.
     *
     * @param rules its rules, in the order of the text
     */
    static void note(Policy policy, List<WrittenRule> rules, List<Block> documents, Mistakes warnings) {
        Covering covering = new Covering(policy.sites());
        new PartDoubts(policy, warnings).note(documents);
        new EntryDoubts(covering, warnings).note(rules);
        new EssentialDoubts(covering, warnings).note(rules);
    }
}
