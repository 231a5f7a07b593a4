package io.curfew.policy.language;

import io.curfew.events.DomainName;

import java.util.Set;

/**
 * A list of domain names, each standing for itself and all names below it, as blocklists mean it.
 *
 * @param id names it
 * @param names what it holds
 */
public record NameList(String id, Set<DomainName> names) {
    public NameList {
        names = Set.copyOf(names);
    }

    /** True when {@code name} or a parent of it is on the list. */
    public boolean covers(DomainName name) {
        if (names.contains(name)) {
            return true;
        }
        String value = name.value();
        for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', dot + 1)) {
            if (names.contains(new DomainName(value.substring(dot + 1)))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return id + " (" + names.size() + " names)";
    }
}
