package io.curfew.policy.detect;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.StatusObservation;
import io.curfew.policy.plan.Party;

/**
 * A pattern that no rule can say. Sees what happens at one site in the order in which it is told, and tells the scene
 * what deserves attention. It has no state of its own: what it remembers lies in the scene's rows, each table bounded.
 */
public interface Detection {

    /** A flow at its start, at each minute and at its end. */
    default void flow(Sight sight, Scene scene) {}

    /** A question for a name, with its answer; the server of a server's own log is not known. */
    default void question(DnsObservation question, Party client, Party server, Scene scene) {}

    /** A DHCP message about a client. */
    default void lease(DhcpObservation message, Party client, Scene scene) {}

    /** A claim of an address, by ARP or NDP. */
    default void claim(NeighborObservation claim, Party sender, Scene scene) {}

    /** A router that offers itself. */
    default void advertisement(RouterAdvertisementObservation advertisement, Party sender, Scene scene) {}

    /** A question for the time, or its answer. */
    default void time(NtpObservation message, Party asking, Party asked, Scene scene) {}

    /** What a device says about itself. */
    default void announcement(AnnouncementObservation announcement, Party sender, Scene scene) {}

    /** A device shows up for the first time, or before it was decided whether it is new. */
    default void arrival(Party device, Scene scene) {}

    /** What a sensor says about itself. */
    default void status(StatusObservation status, Scene scene) {}

    /** The site's time has gone on by ten seconds or more; {@code scene.now()} says how late it is. */
    default void pass(Scene scene) {}
}
