package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a device turns to by what administrators use. Holds at most {@value #MOST_CONTACTS} contacts inside and as many
 * outside: the one that was first made longest ago makes room.
 *
 * @param contacts oldest first
 * @param last when one of them was made last, or was seen going on, to the hour
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
     * @param first when first; of what never becomes a habit, when it counted last
     */
    public record Contact(IpAddress ip, String service, boolean outside, Instant first) {
        private Contact noLaterThan(Instant now) {
            return new Contact(ip, service, outside, Moments.earlier(first, now));
        }
    }

    public Reach {
        contacts = List.copyOf(contacts);
    }

    /** How the device turned to {@code ip} by {@code service} before; null when it did not. */
    public @Nullable Contact find(IpAddress ip, String service) {
        for (Contact contact : contacts) {
            if (contact.ip().equals(ip) && contact.service().equals(service)) {
                return contact;
            }
        }
        return null;
    }

    /** With a contact that counts now, whether it was made before or not. */
    public Reach with(Contact contact) {
        List<Contact> more = new ArrayList<>(contacts);
        Contact before = find(contact.ip(), contact.service());
        if (before != null) {
            more.remove(before);
        }
        more.add(contact);
        List<Contact> alike =
                more.stream().filter(one -> one.outside() == contact.outside()).toList();
        if (alike.size() > MOST_CONTACTS) {
            more.remove(alike.getFirst());
        }
        return new Reach(more, contact.first(), told, toldContacts);
    }

    /** With a contact that is still made. */
    public Reach lasting(Instant moment) {
        return new Reach(contacts, moment, told, toldContacts);
    }

    public Reach withTold(Instant moment, int count) {
        return new Reach(contacts, last, moment, count);
    }

    /** With nothing at times that have yet to come. */
    public Reach noLaterThan(Instant now) {
        return new Reach(
                contacts.stream().map(contact -> contact.noLaterThan(now)).toList(),
                Moments.earlier(last, now),
                Moments.earlierIfAny(told, now),
                toldContacts);
    }
}
