package io.curfew.policy.memory;

import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who had an address that has changed hands, latest first. Holds at most {@value #MOST}: the tenant of longest ago
 * makes room.
 */
public record Tenancies(List<Tenancy> latestFirst) {
    /** The most tenants that are kept of one address. */
    public static final int MOST = 8;

    /** Of an address of which nothing is known. */
    public static final Tenancies NONE = new Tenancies(List.of());

    /**
     * One tenant of an address.
     *
     * @param mac who
     * @param since from when on
     * @param isSaid true when the tenant itself or a DHCP server said so; false where only frames showed it, which may
     *     have been a router's
     */
    public record Tenancy(MacAddress mac, Instant since, boolean isSaid) {
        private Tenancy noLaterThan(Instant now) {
            return new Tenancy(mac, Moments.earlier(since, now), isSaid);
        }
    }

    public Tenancies {
        latestFirst = List.copyOf(latestFirst);
        if (latestFirst.size() > MOST) {
            throw new IllegalArgumentException(
                    "an address keeps at most " + MOST + " tenants, had " + latestFirst.size());
        }
    }

    /** Of an address that somebody had from the start. */
    public static Tenancies of(Binding first) {
        return new Tenancies(List.of(new Tenancy(first.mac(), Instant.EPOCH, isSaid(first))));
    }

    private static boolean isSaid(Binding binding) {
        return binding.source() != Binding.Source.FRAME;
    }

    /** Who had it then; null when that is forgotten. */
    public @Nullable MacAddress at(Instant moment) {
        for (int index = 0; index < latestFirst.size(); index++) {
            Tenancy tenancy = latestFirst.get(index);
            if (!tenancy.since().isAfter(moment)) {
                return tenancy.mac();
            }
        }
        return null;
    }

    /** True when the address was said to be this one's, at any time that is remembered. */
    public boolean wasSaidOf(MacAddress mac) {
        for (int index = 0; index < latestFirst.size(); index++) {
            Tenancy tenancy = latestFirst.get(index);
            if (tenancy.isSaid() && tenancy.mac().equals(mac)) {
                return true;
            }
        }
        return false;
    }

    /** With a tenant from a moment on until the next one that is known. */
    public Tenancies with(Binding binding) {
        Instant since = binding.last();
        if (binding.mac().equals(at(since))) {
            return this;
        }
        List<Tenancy> tenants = new ArrayList<>(latestFirst);
        tenants.add(new Tenancy(binding.mac(), since, isSaid(binding)));
        tenants.sort(Comparator.comparing(Tenancy::since).reversed());
        return new Tenancies(tenants.subList(0, Math.min(tenants.size(), MOST)));
    }

    /** Who was to have it at times that have yet to come has it now, the latest of them. */
    public Tenancies noLaterThan(Instant now) {
        return new Tenancies(
                latestFirst.stream().map(tenancy -> tenancy.noLaterThan(now)).toList());
    }

    /** Who has it now; null when nobody is known. */
    @Nullable
    MacAddress latest() {
        return latestFirst.isEmpty() ? null : latestFirst.getFirst().mac();
    }

    Instant last() {
        return latestFirst.isEmpty() ? Instant.EPOCH : latestFirst.getFirst().since();
    }
}
