package io.curfew.policy.judge;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.plan.Party;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of a policy, made ready for one site. Devices that no rule can tell apart share their permissions, so it
 * holds at most 2 × (listed devices + 1) × (zones + 1) of them. For one thread.
 */
public final class SiteRules {
    private record Kind(@Nullable DeviceId listed, @Nullable String zone, boolean serves) {}

    private final SitePlan plan;
    private final List<Rule> rules;
    private final Map<Kind, Permissions> permissions = new HashMap<>();

    public SiteRules(Policy policy, SiteId site, SitePlan plan) {
        this.plan = plan;
        this.rules = policy.site(site).isEmpty()
                ? List.of()
                : policy.rules().stream().filter(rule -> rule.holdsAt(site)).toList();
    }

    /** What the rules say to a device. */
    public Permissions permissions(Party device) {
        ListedDevice listed = device.listed();
        Kind kind = new Kind(listed == null ? null : listed.id(), device.zone(), device.serves());
        Permissions known = permissions.get(kind);
        if (known == null) {
            known = new Permissions(
                    naming(device), plan, other -> permissions(other).mudUrls());
            permissions.put(kind, known);
        }
        return known;
    }

    /** The rules that speak of a device, in the order of the policy. */
    public List<Rule> naming(Party device) {
        return rules.stream().filter(rule -> names(rule.subject(), device)).toList();
    }

    /** True when no rule speaks of the site. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    private static boolean names(Rule.Subject subject, Party device) {
        return (!device.serves() || subject.singlesOut()) && subject.includes(device.listed(), device.zone());
    }
}
