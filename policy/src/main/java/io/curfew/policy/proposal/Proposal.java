package io.curfew.policy.proposal;

/** What became of the wish to allow what an alert is about. Nothing is changed by it. */
public sealed interface Proposal {

    /**
     * A policy that no longer raises the alert.
     *
     * @param text the whole policy, with all comments that it had
     * @param diff what changes, as a unified diff
     * @param summary one or two sentences: what changes, and for whom
     */
    record Changed(String text, String diff, String summary) implements Proposal {}

    /**
     * No change can be proposed.
     *
     * @param reason for a person: why, and what to do by hand
     */
    record Impossible(String reason) implements Proposal {}
}
