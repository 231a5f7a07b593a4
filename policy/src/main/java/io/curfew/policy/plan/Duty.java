package io.curfew.policy.plan;

import java.util.EnumSet;
import java.util.Set;

/** What a policy has an end do for its site. */
public enum Duty {
    GATEWAY,
    RESOLVER,
    TIME_SERVER;

    /** Both together; one of them as it is where the other is empty. */
    public static Set<Duty> union(Set<Duty> some, Set<Duty> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        Set<Duty> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }
}
