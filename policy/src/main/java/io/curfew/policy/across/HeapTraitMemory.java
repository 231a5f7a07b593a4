package io.curfew.policy.across;

import io.curfew.policy.Trait;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Remembers traits in maps, and takes for each what its row would take at a collector, about. For one thread. */
public final class HeapTraitMemory implements TraitMemory {
    private static final int OCTETS_OF_TRAIT = 100;
    private static final int OCTETS_OF_SITE = 200;
    private static final int OCTETS_OF_DETAIL = 100;

    private final SequencedMap<Trait, Bearers> rows = new LinkedHashMap<>();
    private long octets;

    @Override
    public Bearers get(Trait trait) {
        return rows.getOrDefault(trait, Bearers.NONE);
    }

    @Override
    public void putLast(Trait trait, Bearers bearers) {
        remove(trait);
        rows.putLast(trait, bearers);
        octets += octets(trait, bearers);
    }

    @Override
    public @Nullable Showing longestAgo() {
        Map.Entry<Trait, Bearers> first = rows.firstEntry();
        return first == null
                ? null
                : new Showing(first.getKey(), first.getValue().last());
    }

    @Override
    public void remove(Trait trait) {
        Bearers gone = rows.remove(trait);
        octets -= gone == null ? 0 : octets(trait, gone);
    }

    @Override
    public long octets() {
        return octets;
    }

    private static long octets(Trait trait, Bearers bearers) {
        long octets = OCTETS_OF_TRAIT
                + trait.subject().length()
                + (long) OCTETS_OF_SITE * bearers.sites().size();
        for (Bearers.Detail detail : bearers.details()) {
            octets += OCTETS_OF_DETAIL + detail.detail().length();
        }
        return octets;
    }

    /** How many are remembered. */
    int size() {
        return rows.size();
    }
}
