package io.curfew.policy.judge;

import io.curfew.policy.language.Entry;
import io.curfew.policy.language.Rule;
import io.curfew.policy.name.KnownName;
import org.jspecify.annotations.Nullable;

/** What the rules say to one end of a flow. */
public sealed interface Decision {

    /**
     * An entry allows it.
     *
     * @param name the name by which it is allowed; absent when the entry does not ask for names
     * @param deliberate true when the entry names the very peer, not a wide group of them
     */
    record Allowed(Rule rule, Entry entry, @Nullable KnownName name, boolean deliberate) implements Decision {}

    /** No rule speaks against it, and none puts the end under default deny. */
    record NotForbidden() implements Decision {}

    /** An entry denies it. */
    record Denied(Rule rule, Entry entry, @Nullable KnownName name) implements Decision {}

    /**
     * No entry allows it.
     *
     * @param rule the gravest of the rules that put the end under default deny
     */
    record NotAllowed(Rule rule) implements Decision {}

    /** No rule names the end. */
    record Unjudged() implements Decision {}
}
