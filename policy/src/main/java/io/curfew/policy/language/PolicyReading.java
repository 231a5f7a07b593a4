package io.curfew.policy.language;

import java.util.List;

/** What came of reading a policy: all of it, or nothing but the mistakes. */
public sealed interface PolicyReading {

    /**
     * The texts are a policy.
     *
     * @param warnings what is no mistake and probably not meant, by file, line and column
     */
    record Accepted(Policy policy, List<Mistake> warnings) implements PolicyReading {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The texts are no policy; whichever one was in force stays in force.
     *
     * @param mistakes every mistake found, by file, line and column; never empty
     */
    record Refused(List<Mistake> mistakes) implements PolicyReading {
        public Refused {
            mistakes = List.copyOf(mistakes);
            if (mistakes.isEmpty()) {
                throw new IllegalArgumentException("a policy without mistakes cannot be refused");
            }
        }
    }
}
