package io.curfew.collector.api;

import io.curfew.policy.language.Mistake;
import io.curfew.policy.language.PolicyReading;

import java.time.Instant;
import java.util.List;

/**
 * What is wrong with a policy, and what is probably not meant.
 *
 * @param mistakes every mistake, in the order of the text; empty for a good policy
 * @param warnings what is no mistake and probably not meant, in the order of the text; empty while there are mistakes
 */
public record PolicyCheck(List<Mistake> mistakes, List<Mistake> warnings) {
    static PolicyCheck of(PolicyReading reading, Instant now) {
        return switch (reading) {
            case PolicyReading.Accepted accepted -> new PolicyCheck(List.of(), accepted.warningsAt(now));
            case PolicyReading.Refused refused -> new PolicyCheck(refused.mistakes(), List.of());
        };
    }
}
