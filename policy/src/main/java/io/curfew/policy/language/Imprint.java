package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a policy says at one site, in digests: two policies that say the same there in the same words have the same, in
 * every process. Comments, line breaks and quotes make no difference; another order does, and a single value in place
 * of a list of one.
 *
 * @param text of all that the documents say of the site; 0 where they do not know it
 * @param files those that rules for devices or zones of the site need, in the order of their names
 */
public record Imprint(long text, List<NamedFile> files) {
    static final Imprint NONE = new Imprint(0, List.of());

    /**
     * A file that the policy names.
     *
     * @param name as the policy has it
     * @param content absent when the file is not there
     */
    public record NamedFile(String name, @Nullable Long content) {}

    public Imprint {
        files = List.copyOf(files);
    }

    /** Stands for a name where there is little room. */
    public static long mark(String name) {
        return Digest.of(List.of(name));
    }
}
