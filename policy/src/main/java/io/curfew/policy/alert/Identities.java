package io.curfew.policy.alert;

import io.curfew.events.SiteId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Gives each matter of a site its identity, which follows from what it is about alone. Remembers at most
 * {@value #MOST}, so that what happens again needs no digest; then it begins anew.
 */
final class Identities {
    private static final int MOST = 16_384;
    private static final int ID_BYTES = 16;

    private final SiteId site;
    private final Map<Subject, Identity> known = new HashMap<>();

    Identities(SiteId site) {
        this.site = site;
    }

    Identity of(Matter matter) {
        Subject subject = Subject.of(matter);
        Identity identity = known.get(subject);
        if (identity == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            identity = new Identity(id(subject), subject.kind() + " " + subject.origin() + " " + subject.device());
            known.put(subject, identity);
        }
        return identity;
    }

    private String id(Subject subject) {
        String about = String.join(
                "\n",
                site.value(),
                subject.kind().name(),
                subject.origin(),
                subject.device().value(),
                subject.peer(),
                subject.service() == null ? "" : subject.service());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
