package io.curfew.sensor.command;

import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Site;
import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Tells at which site of a policy each file was made: as {@code --site} says, or as {@code SITE=FILE} does. */
final class SiteFiles {
    private final List<SiteId> known;
    private final @Nullable SiteId chosen;

    private SiteFiles(List<SiteId> known, @Nullable SiteId chosen) {
        this.known = known;
        this.chosen = chosen;
    }

    /** It is not clear where a file was made; the message says what to do. */
    static final class Unclear extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private Unclear(String message) {
            super(message);
        }
    }

    /** A file, and its site where it says one. */
    private record Argument(@Nullable SiteId site, Path file) {}

    /**
     * The files of each site, both in the order in which they were named.
     *
     * @param siteName what {@code --site} says; null where it is left out
     */
    static SequencedMap<SiteId, List<Path>> of(List<Path> files, @Nullable String siteName, Policy policy)
            throws Unclear {
        List<SiteId> known = policy.sites().stream().map(Site::id).toList();
        return new SiteFiles(known, chosen(siteName, known)).bySite(files);
    }

    private static @Nullable SiteId chosen(@Nullable String siteName, List<SiteId> known) throws Unclear {
        if (siteName == null) {
            return null;
        }
        return known.stream()
                .filter(site -> site.value().equals(siteName))
                .findFirst()
                .orElseThrow(() -> unknown(siteName, known));
    }

    private SequencedMap<SiteId, List<Path>> bySite(List<Path> files) throws Unclear {
        List<Argument> arguments = new ArrayList<>();
        for (Path file : files) {
            arguments.add(argument(file));
        }
        boolean isSiteSaid = arguments.stream().anyMatch(argument -> argument.site() != null);
        SequencedMap<SiteId, List<Path>> bySite = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            bySite.computeIfAbsent(site(argument, isSiteSaid), _ -> new ArrayList<>())
                    .add(argument.file());
        }
        return bySite;
    }

    /** What looks like a site that there is not may still be the name of a file. */
    private Argument argument(Path file) throws Unclear {
        String text = file.toString();
        int equals = text.indexOf('=');
        boolean isPlain = equals < 0 || equals == text.length() - 1 || !isSiteId(text.substring(0, equals));
        if (isPlain) {
            return new Argument(null, file);
        }
        SiteId site = new SiteId(text.substring(0, equals));
        if (known.contains(site)) {
            return new Argument(site, Path.of(text.substring(equals + 1)));
        }
        if (chosen == null && !Files.exists(file)) {
            throw unknown(site.value(), known);
        }
        return new Argument(null, file);
    }

    private static boolean isSiteId(String text) {
        try {
            var _ = new SiteId(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private SiteId site(Argument argument, boolean isSiteSaid) throws Unclear {
        if (argument.site() != null && chosen != null && !argument.site().equals(chosen)) {
            throw new Unclear("--site says " + chosen + ", but " + argument.site() + "=" + argument.file()
                    + " is of another site: leave --site out, and say each file's site as SITE=FILE");
        }
        if (argument.site() != null) {
            return argument.site();
        }
        if (chosen != null || known.size() == 1) {
            return chosen != null ? chosen : known.getFirst();
        }
        throw new Unclear(
                isSiteSaid
                        ? argument.file() + ": say the site of this file too, SITE=" + argument.file() + " with one of "
                                + names(known)
                        : "the policy has several sites: choose one with --site, or say each file's as SITE=FILE: "
                                + names(known));
    }

    private static Unclear unknown(String site, List<SiteId> known) {
        return new Unclear("the policy has no site \"" + site + "\", only " + names(known));
    }

    private static String names(List<SiteId> sites) {
        return sites.stream().map(SiteId::value).collect(Collectors.joining(", "));
    }
}
