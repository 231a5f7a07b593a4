package io.curfew.policy.language;

import io.curfew.policy.language.WrittenRule.WrittenEntry;

import java.util.ArrayList;
import java.util.List;

/** Notes entries that change nothing, and those that allow the whole internet. */
final class EntryDoubts {
    /** Each entry is held against each other: of more than these, nobody is. */
    static final int MOST = 2_000;

    static final String SAY_WHY = "if it is meant, say why by \"because\"";

    private final Covering covering;
    private final Mistakes warnings;

    EntryDoubts(Covering covering, Mistakes warnings) {
        this.covering = covering;
        this.warnings = warnings;
    }

    void note(List<WrittenRule> rules) {
        List<WrittenEntry> entries = new ArrayList<>();
        rules.forEach(rule -> entries.addAll(rule.entries()));
        entries.forEach(this::noteOpen);
        if (entries.size() <= MOST) {
            for (int index = 0; index < entries.size(); index++) {
                noteIdle(entries, index);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal entries may stand in several places
    private void noteIdle(List<WrittenEntry> all, int index) {
        WrittenEntry entry = all.get(index);
        for (int at = 0; at < all.size(); at++) {
            WrittenEntry other = all.get(at);
            if (at != index && covering.covers(other.of().rule(), entry.of().rule())) {
                if (!entry.denies() && other.denies() && Covering.covers(other.entry(), entry.entry())) {
                    add(entry, "this never holds: " + other.place() + " denies all of it, and deny goes before allow");
                    return;
                }
                if (entry.denies() == other.denies() && repeats(entry, other, at < index)) {
                    add(
                            entry,
                            "this changes nothing: " + other.place() + (entry.denies() ? " denies" : " allows")
                                    + " it already");
                    return;
                }
            }
        }
    }

    /** Of two that say the same, the later one is too many. */
    private boolean repeats(WrittenEntry entry, WrittenEntry other, boolean isOtherFirst) {
        boolean isMutual = Covering.coversNamed(entry.entry(), other.entry())
                && covering.covers(entry.of().rule(), other.of().rule());
        return Covering.coversNamed(other.entry(), entry.entry()) && (isOtherFirst || !isMutual);
    }

    private void noteOpen(WrittenEntry written) {
        Entry entry = written.entry();
        boolean isOpen = !written.denies()
                && entry.because().isEmpty()
                && entry.direction() == Entry.Direction.TO
                && entry.ports().isEmpty()
                && entry.transports().isEmpty()
                && entry.others().stream().anyMatch(EntryDoubts::isWholeInternet);
        if (isOpen) {
            warnings.add(written.file(), written.node(), "this allows everything to anybody on the internet", SAY_WHY);
        }
    }

    private static boolean isWholeInternet(Selector selector) {
        return selector instanceof Selector.Internet
                || (selector instanceof Selector.Not not
                        && not.others().stream().allMatch(EntryDoubts::isOfSite));
    }

    private static boolean isOfSite(Selector selector) {
        return selector instanceof Selector.InZone
                || selector instanceof Selector.OfDevice
                || selector instanceof Selector.Tagged
                || selector instanceof Selector.Controllers
                || selector instanceof Selector.Gateway;
    }

    private void add(WrittenEntry entry, String message) {
        warnings.add(entry.file(), entry.node(), message);
    }
}
