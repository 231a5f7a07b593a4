package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a device turns to by what administrators use. Holds at most {@value #MOST_CONTACTS} contacts: the one that was
 * first made longest ago makes room.
 *
 * @param contacts oldest first
 * @param last when one of them was made last, to the hour
 * @param told when a person was told last; absent while nobody was
 * @param toldContacts how many there were to tell then
 */
public record Reach(
        List<Contact> contacts, Instant last, @Nullable Instant told, int toldContacts) {
    private static final int MOST_CONTACTS = 48;

    /**
     * Somebody the device turned to.
     *
     * @param ip who
     * @param service by what, as {@code ssh}
     * @param outside true on the internet
     * @param first when first
     */
    public record Contact(IpAddress ip, String service, boolean outside, Instant first) {}

    public Reach {
        contacts = List.copyOf(contacts);
    }

    /** True when the device turned to {@code ip} by {@code service} before. */
    public boolean knows(IpAddress ip, String service) {
        for (Contact contact : contacts) {
            if (contact.ip().equals(ip) && contact.service().equals(service)) {
                return true;
            }
        }
        return false;
    }

    public Reach with(Contact contact) {
        List<Contact> more = new ArrayList<>(contacts);
        more.add(contact);
        return new Reach(
                more.subList(Math.max(0, more.size() - MOST_CONTACTS), more.size()),
                contact.first(),
                told,
                toldContacts);
    }

    public Reach withTold(Instant moment, int count) {
        return new Reach(contacts, last, moment, count);
    }
}
