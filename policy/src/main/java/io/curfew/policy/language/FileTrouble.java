package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the files that a policy names.
 *
 * @param found where it is noted
 * @param isBearable true when the policy is read without such files
 */
record FileTrouble(Mistakes found, boolean isBearable) {
    /** Notes {@code message} at the value of {@code key}. */
    void note(Block block, String key, String message, @Nullable String suggestion) {
        found.add(block.file(), block.place(key).getStartMark(), message, suggestion);
    }
}
