package io.curfew.collector.enrolment;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Of one collector alone. */
final class InMemoryRegister implements InvitationRegister {
    private final Map<String, Invitation> kept = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    @Override
    public Optional<Invitation> open(String digest, Instant now) {
        return Optional.ofNullable(used.contains(digest) ? null : kept.get(digest));
    }

    @Override
    public Map<String, Invitation> all() {
        return Map.copyOf(kept);
    }

    @Override
    public void keep(String digest, Invitation invitation) {
        kept.put(digest, invitation);
    }

    @Override
    public boolean use(String digest, Invitation invitation, Instant now) {
        return used.add(digest);
    }

    @Override
    public void giveBack(String digest, Invitation invitation) {
        used.remove(digest);
    }

    @Override
    public void forget(String digest, Invitation invitation) {
        kept.remove(digest);
        used.remove(digest);
    }
}
