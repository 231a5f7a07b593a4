package io.curfew.policy.identity;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.memory.Binding;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SiteFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.memory.Tenancies;
import io.curfew.policy.plan.Duty;
import io.curfew.policy.plan.SitePlan;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Which MAC addresses forward packets of others, and which of them is the site's own router. That somebody forwards
 * frees it from nothing: border routers, laptops and attackers do so, too.
 */
final class Routers {
    /** How long one must have had an address of the gateway or a resolver to be taken for it. */
    private static final Duration LASTING = Duration.ofHours(24);

    private final Rows rows;

    Routers(Rows rows) {
        this.rows = rows;
    }

    /** True when packets of others come with this MAC address. */
    boolean includes(MacAddress mac) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        return facts != null && facts.routers().contains(mac);
    }

    void add(MacAddress mac) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts != null && !facts.routers().contains(mac)) {
            rows.put(Table.SITE, Table.ONLY, facts.withRouter(mac));
        }
    }

    /** True for the router that the policy names by an address; where it names none, for the first one seen. */
    boolean isOwn(SitePlan plan, MacAddress mac) {
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        return facts != null
                && facts.routers().contains(mac)
                && ((!plan.hasGateway() && isFirst(facts, mac)) || holdsAppointed(plan, mac));
    }

    /** True when it holds an address by which the policy names the gateway or a resolver. */
    boolean holdsAppointed(SitePlan plan, MacAddress mac) {
        for (IpAddress ip : plan.gatewayAndResolvers()) {
            if (holds(ip, mac)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the policy has a device do for the site that it names by an IPv4 address, where the device uses an IPv6
     * address, and the other way round.
     *
     * @param mac null where the device is known by its addresses alone
     * @param listed what the policy says of the device; null when it says nothing
     */
    Set<Duty> dutiesBeside(SitePlan plan, IpAddress ip, @Nullable MacAddress mac, @Nullable ListedDevice listed) {
        Set<Duty> duties = Set.of();
        List<IpAddress> servers = plan.servers();
        for (int index = 0; index < servers.size(); index++) {
            IpAddress server = servers.get(index);
            boolean isBeside = server.isV6() != ip.isV6()
                    && ((listed != null && listed.addresses().contains(server)) || (mac != null && holds(server, mac)));
            duties = isBeside ? Duty.union(duties, plan.duties(server)) : duties;
        }
        return duties;
    }

    /**
     * True for whoever had the address a day ago, or had it first: nobody comes to hold it by claiming it, and nobody
     * loses it because another does.
     */
    boolean holds(IpAddress ip, MacAddress mac) {
        Binding binding = rows.get(Table.BINDINGS, ip);
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (binding == null || facts == null) {
            return false;
        }
        Tenancies tenancies = rows.get(Table.TENANCIES, ip);
        if (tenancies == null) {
            return binding.mac().equals(mac);
        }
        Instant now = facts.latest();
        boolean isSilent =
                binding.mac().equals(mac) && !now.isBefore(binding.last().plus(LASTING));
        MacAddress tenant = tenancies.at(now.minus(LASTING));
        // Of an address that goes back and forth, or has just come up, nobody remembers the tenant of yesterday.
        return !isSilent && (tenant == null ? isFirst(facts, mac) : tenant.equals(mac));
    }

    /** Notes since when an address of the site's servers has somebody, where that was not so from the start. */
    void firstHeld(SitePlan plan, IpAddress ip, Binding binding) {
        if (!plan.isServer(ip)) {
            return;
        }
        SiteFacts facts = rows.get(Table.SITE, Table.ONLY);
        if (facts != null && !binding.last().isBefore(facts.firstSeen().plus(LASTING))) {
            Tenancies known = rows.get(Table.TENANCIES, ip);
            rows.put(Table.TENANCIES, ip, (known == null ? Tenancies.NONE : known).with(binding));
        }
    }

    private static boolean isFirst(SiteFacts facts, MacAddress mac) {
        return !facts.routers().isEmpty() && facts.routers().getFirst().equals(mac);
    }
}
