package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * What is known around an alert.
 *
 * @param rule where the rule stands that raised it; absent for detections, and when it is no longer in the policy
 * @param network whose the other end's address is; absent without an address on the internet, or without a database
 */
public record AlertContext(
        @Nullable RulePlace rule, @Nullable Network network) {

    /**
     * Where a rule is written.
     *
     * @param file in which file
     * @param line the line of the entry that denies, else of the rule, from 1
     * @param version in which version of the policy, which is the one in force
     */
    public record RulePlace(String file, int line, long version) {}

    /**
     * Whose an address is, by the databases that the policy names.
     *
     * @param country the country's two letters; absent when nobody knows
     * @param asn the number of the autonomous system; absent when nobody knows
     * @param owner who runs it; absent when nobody knows
     */
    public record Network(
            @Nullable String country,
            @Nullable Long asn,
            @Nullable String owner) {}
}
