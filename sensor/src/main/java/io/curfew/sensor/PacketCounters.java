package io.curfew.sensor;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a pipeline has done so far. {@code captured = decoded + sum(undecodable) + filtered} holds at any moment between
 * packets.
 *
 * @param captured packets handed in
 * @param decoded packets understood
 * @param filtered packets set aside: they carry neither IP nor ARP, or a later part of a packet that is not whole yet
 * @param undecodable packets not understood, by reason
 * @param fragmentedGivenUp fragmented packets whose last fragment did not come while there was room and time for them
 * @param dnsMalformed messages on port 53 whose question could not be read; their packets count as decoded
 * @param dnsStreamsGivenUp TCP streams that were forgotten with a DNS message unfinished, to make room
 * @param dnsQuestionsGivenUp questions told as unanswered, to make room, while their answer could still come
 * @param flowsOpen flows in the table now
 * @param flowsEvicted flows that ended early to make room
 * @param secondViews packets that a mirror showed again behind a router, on another VLAN; they count as decoded, and
 *     not again in their flows
 * @param announcementsRepeated announcements that were within an hour of the same, and so were not reported
 * @param announcementsForgotten announcements that made room within their hour, and so may be reported again, and those
 *     that one device made beyond its share
 * @param quicLeftClosed first packets of QUIC clients not opened, because too many came in one second
 * @param nameStreamsEvicted beginnings of streams given up before they told a name, to make room
 * @param longNamesGivenUp server names of more than 48 octets that were not kept, because those that were took too much
 */
public record PacketCounters(
        long captured,
        long decoded,
        long filtered,
        Map<String, Long> undecodable,
        long fragmentedGivenUp,
        long dnsMalformed,
        long dnsStreamsGivenUp,
        long dnsQuestionsGivenUp,
        long flowsOpen,
        long flowsEvicted,
        long secondViews,
        long announcementsRepeated,
        long announcementsForgotten,
        long quicLeftClosed,
        long nameStreamsEvicted,
        long longNamesGivenUp) {
    public PacketCounters {
        undecodable = Map.copyOf(undecodable);
    }

    /** What was left unread or uncounted, by kind; without the kinds of which there was none. */
    public Map<String, Long> givenUp() {
        Map<String, Long> givenUp = new TreeMap<>();
        givenUp.put("announcements", announcementsForgotten);
        givenUp.put("dns-messages", dnsMalformed);
        givenUp.put("dns-questions", dnsQuestionsGivenUp);
        givenUp.put("dns-streams", dnsStreamsGivenUp);
        givenUp.put("fragmented-packets", fragmentedGivenUp);
        givenUp.put("long-names", longNamesGivenUp);
        givenUp.put("name-streams", nameStreamsEvicted);
        givenUp.put("quic-packets", quicLeftClosed);
        givenUp.put("second-views", secondViews);
        givenUp.values().removeIf(count -> count == 0);
        return givenUp;
    }
}
