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
     * @param untold the first deny entry of which nobody can tell whether it means the peer; absent when there is none
     */
    record Allowed(
            Rule rule,
            Entry entry,
            @Nullable KnownName name,
            boolean deliberate,
            @Nullable Untold untold) implements Decision {

        /** The same, but nobody can tell that the entry means the very peer. */
        public Allowed byAWideEntry() {
            return new Allowed(rule, entry, name, false, untold);
        }
    }

    /**
     * No rule speaks against it, and none puts the end under default deny.
     *
     * @param untold the first deny entry of which nobody can tell whether it means the peer; absent when there is none
     */
    record NotForbidden(@Nullable Untold untold) implements Decision {
        public NotForbidden() {
            this(null);
        }
    }

    /** An entry denies it. */
    record Denied(Rule rule, Entry entry, @Nullable KnownName name) implements Decision {}

    /**
     * No entry allows it.
     *
     * @param rule the gravest of the rules that put the end under default deny
     * @param allowedText what that rule allows, an entry a line as the policy has it
     * @param untold the first allow entry of which nobody can tell whether it means the peer; absent when there is none
     */
    record NotAllowed(
            Rule rule, String allowedText, @Nullable Untold untold) implements Decision {}

    /**
     * An entry that can not be judged for want of its file, a database of places or a list: it neither allows nor
     * denies.
     */
    record Untold(Rule rule, Entry entry) {}

    /** No rule names the end. */
    record Unjudged() implements Decision {}
}
