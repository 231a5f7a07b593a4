package io.curfew.policy.across;

import io.curfew.events.SiteId;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells what several sites have in common. The same sightings in the same order give the same hints. */
public final class Across {
    /** At so many sites a new destination is worth a word. */
    static final int MANY = 3;
    /** So many other sites must have a model before one of them can differ. */
    static final int OTHERS_OF_MODEL = 3;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration DAYS_OF_MODEL = Duration.ofDays(7);

    private Across() {}

    /**
     * What a sighting led to.
     *
     * @param bearers what is to be remembered of the trait
     * @param hints whom to tell
     */
    public record Outcome(Bearers bearers, List<Hint> hints) {
        public Outcome {
            hints = List.copyOf(hints);
        }
    }

    /** Takes a sighting of a trait of which {@code before} is remembered. */
    public static Outcome take(Bearers before, Sighting sighting) {
        Bearers after = before.with(sighting);
        List<Hint> hints = switch (sighting.trait().kind()) {
            case DESTINATION -> shared(before, after, sighting, MANY);
            case MAC -> shared(before, after, sighting, 2);
            case MODEL -> differing(before, sighting);
        };
        return new Outcome(after, hints);
    }

    /**
     * True when nothing can come of what is remembered any more.
     *
     * @param last when it showed last anywhere
     */
    public static boolean isOver(Trait trait, Instant last, Instant now) {
        Duration kept = trait.kind() == Trait.Kind.MODEL ? DAYS_OF_MODEL : DAY;
        return now.isAfter(last.plus(kept));
    }

    /** Everybody hears of it when it has come to {@code many} sites within a day; later only who comes to it. */
    private static List<Hint> shared(Bearers before, Bearers after, Sighting sighting, int many) {
        List<Bearers.Bearer> lately = lately(after, sighting.at());
        if (lately.size() < many) {
            return List.of();
        }
        boolean hadCome = lately(before, sighting.at()).size() >= many;
        return lately.stream()
                .filter(bearer -> !hadCome || bearer.site().equals(sighting.site()))
                .map(bearer -> new Hint(
                        sighting.trait(),
                        "",
                        bearer.site(),
                        bearer.device(),
                        others(
                                without(bearer.site(), lately),
                                other -> other.watch().since(),
                                sighting.at()),
                        bearer.last()))
                .toList();
    }

    private static List<Bearers.Bearer> lately(Bearers bearers, Instant at) {
        return bearers.sites().stream()
                .filter(bearer -> !bearer.last().plus(DAY).isBefore(at))
                .toList();
    }

    /** The site hears of it when the others have had the model for a day and none of them does this. */
    private static List<Hint> differing(Bearers before, Sighting sighting) {
        boolean isKnown =
                before.details().stream().anyMatch(known -> known.detail().equals(sighting.detail()));
        List<Bearers.Bearer> others = without(sighting.site(), before.sites()).stream()
                .filter(bearer -> !bearer.first().plus(DAY).isAfter(sighting.at())
                        && !bearer.last().plus(DAYS_OF_MODEL).isBefore(sighting.at()))
                .toList();
        return isKnown || others.size() < OTHERS_OF_MODEL
                ? List.of()
                : List.of(new Hint(
                        sighting.trait(),
                        sighting.detail(),
                        sighting.site(),
                        sighting.device(),
                        others(others, other -> contactsKnownSince(other, before.forgot()), sighting.at()),
                        sighting.at()));
    }

    /** Since when the site has the model, is watched, and nothing that was contacted there was forgotten. */
    private static Instant contactsKnownSince(Bearers.Bearer bearer, @Nullable Instant forgot) {
        return Stream.of(bearer.first(), bearer.watch().since(), forgot == null ? Instant.EPOCH : forgot)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<Bearers.Bearer> without(SiteId site, List<Bearers.Bearer> bearers) {
        return bearers.stream().filter(bearer -> !bearer.site().equals(site)).toList();
    }

    private static Hint.Others others(
            List<Bearers.Bearer> others, Function<Bearers.Bearer, Instant> since, Instant at) {
        Instant latest =
                others.stream().map(since).max(Comparator.naturalOrder()).orElse(at);
        Duration watched = at.isAfter(latest) ? Duration.between(latest, at) : Duration.ZERO;
        int missing = 0;
        int unseen = 0;
        for (Bearers.Bearer other : others) {
            Instant missed = other.watch().missed();
            missing += missed == null || missed.isBefore(since.apply(other)) ? 0 : 1;
            unseen += other.last().plus(DAY).isBefore(at) ? 1 : 0;
        }
        return new Hint.Others(others.size(), watched, missing, unseen);
    }
}
