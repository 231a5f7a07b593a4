package io.curfew.collector.enrolment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which invitations there are, by the digests of their tokens, as all collectors know them: another learns of a change
 * a moment later.
 */
public interface InvitationRegister {

    /** The invitation that a digest stands for at {@code now}; absent when there is none, or it was used. */
    Optional<Invitation> open(String digest, Instant now);

    /** All that are kept, those that were used or have ended among them. */
    Map<String, Invitation> all();

    /**
     * Keeps an invitation, to be used once; known here when it returns.
     *
     * @throws RuntimeException when it cannot be written down; so does {@link #use}
     */
    void keep(String digest, Invitation invitation);

    /**
     * Uses an invitation up; false when somebody was first, at whichever collector. A use by which no sensor comes
     * within a minute, since Kafka or a collector went away, is none.
     */
    boolean use(String digest, Invitation invitation, Instant now);

    /** Lets an invitation be used whose use came to nothing; elsewhere after a minute at the latest. */
    void giveBack(String digest, Invitation invitation);

    /** Forgets an invitation, everywhere in a while. */
    void forget(String digest, Invitation invitation);
}
