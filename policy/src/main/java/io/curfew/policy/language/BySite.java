package io.curfew.policy.language;

import io.curfew.events.SiteId;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A list that never changes, and that knows which of its elements are of a site. */
final class BySite<T> extends AbstractList<T> {
    private final List<T> all;
    private final Map<SiteId, List<T>> bySite = new HashMap<>();

    BySite(List<T> elements, Function<T, SiteId> site) {
        all = List.copyOf(elements);
        for (T element : all) {
            bySite.computeIfAbsent(site.apply(element), _ -> new ArrayList<>(1)).add(element);
        }
    }

    /** Those of a site, in their order. */
    List<T> at(SiteId site) {
        return bySite.getOrDefault(site, List.of());
    }

    @Override
    public T get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
