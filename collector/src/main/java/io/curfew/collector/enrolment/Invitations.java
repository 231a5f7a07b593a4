package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The invitations that are open, by the digests of their tokens: a token is nowhere but with the person who asked for
 * it. At most {@code most} are open, and of one site at most a quarter of them, so that who invites for a site leaves
 * room for others; one more is refused until one was used or has ended.
 */
public final class Invitations {
    private static final int TOKEN_OCTETS = 32;
    private static final int LARGEST_PART = 4;

    private final int most;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final InvitationRegister register;

    public Invitations(int most, InvitationRegister register, Clock clock) {
        this.most = most;
        this.register = register;
        this.clock = clock;
    }

    /** A token for an invitation, good for one use until it ends; absent when too many are open. */
    public synchronized Optional<String> issue(Invitation invitation) {
        List<Invitation> open = openNow();
        long ofSite = open.stream()
                .filter(other -> other.site().equals(invitation.site()))
                .count();
        if (open.size() >= most || ofSite >= Math.max(1, most / LARGEST_PART)) {
            return Optional.empty();
        }
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        register.keep(digest(token), invitation);
        // Last, as only now Kafka is known to answer.
        forgetEnded();
        return Optional.of(token);
    }

    private List<Invitation> openNow() {
        Instant now = clock.instant();
        return register.all().keySet().stream()
                .flatMap(digest -> register.open(digest, now).stream())
                .filter(invitation -> !hasEnded(invitation))
                .toList();
    }

    private void forgetEnded() {
        register.all().forEach((digest, kept) -> {
            if (hasEnded(kept)) {
                register.forget(digest, kept);
            }
        });
    }

    /** What a token was issued for, once; absent when it was never issued, was used, or has ended. */
    public Optional<Invitation> redeem(String token) {
        String digest = digest(token);
        Instant now = clock.instant();
        return register.open(digest, now).filter(found -> !hasEnded(found) && register.use(digest, found, now));
    }

    /** Takes back the invitations that are open for a sensor. */
    public void withdraw(SiteId site, SensorId sensor) {
        register.all().forEach((digest, kept) -> {
            if (kept.site().equals(site) && kept.sensor().equals(sensor)) {
                register.forget(digest, kept);
            }
        });
    }

    /** Takes a use back that came to nothing. */
    public void giveBack(String token, Invitation invitation) {
        register.giveBack(digest(token), invitation);
    }

    private boolean hasEnded(Invitation invitation) {
        return !clock.instant().isBefore(invitation.until());
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime knows SHA-256", impossible);
        }
    }
}
