package io.curfew.policy.language;

import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** A list of domain names, each standing for itself and all names below it, as blocklists mean it. */
public final class NameList {
    private final String id;
    /** As text, so that the parents of a name are looked up without making a name of each. */
    private final Set<String> names;

    public NameList(String id, Collection<DomainName> names) {
        this.id = id;
        this.names = names.stream().map(DomainName::value).collect(Collectors.toUnmodifiableSet());
    }

    public String id() {
        return id;
    }

    public int size() {
        return names.size();
    }

    /** True when {@code name} or a parent of it is on the list. */
    public boolean covers(DomainName name) {
        String value = name.value();
        if (names.contains(value)) {
            return true;
        }
        for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', dot + 1)) {
            if (names.contains(value.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameList list && id.equals(list.id) && names.equals(list.names);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + names.hashCode();
    }

    @Override
    public String toString() {
        return id + " (" + names.size() + " names)";
    }
}
