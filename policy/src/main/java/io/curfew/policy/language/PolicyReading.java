package io.curfew.policy.language;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came of reading a policy: all of it, or nothing but the mistakes. */
public sealed interface PolicyReading {

    /**
     * The texts are a policy.
     *
     * @param warnings what is no mistake and probably not meant at whatever time, by file, line and column
     * @param endings when entries end by themselves, by file, line and column
     * @param files those that it names and that were read, each with the SHA-256 of its octets in hexadecimal
     * @param missing the names of those that it names and that are not there
     */
    record Accepted(
            Policy policy, List<Mistake> warnings, List<Ending> endings, Map<String, String> files, Set<String> missing)
            implements PolicyReading {
        public Accepted {
            warnings = List.copyOf(warnings);
            endings = List.copyOf(endings);
            files = Collections.unmodifiableMap(new TreeMap<>(files));
            missing = Set.copyOf(missing);
        }

        /** The warnings with those about what has ended by then. */
        public List<Mistake> warningsAt(Instant now) {
            List<Mistake> all = new ArrayList<>(warnings);
            for (Ending ending : endings) {
                if (!now.isBefore(ending.until())) {
                    all.add(ending.warning());
                }
            }
            return all.stream().sorted(Mistake.IN_ORDER).toList();
        }
    }

    /**
     * An entry that ends by itself.
     *
     * @param until when
     * @param warning what to say from then on, with its place
     */
    record Ending(Instant until, Mistake warning) {}

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
