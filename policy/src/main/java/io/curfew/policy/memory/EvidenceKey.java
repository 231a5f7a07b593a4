package io.curfew.policy.memory;

/**
 * A place for a piece of evidence of an alert.
 *
 * @param alert the alert's id
 * @param place 0 for the first piece, which stays; the latest take turns in the others
 */
public record EvidenceKey(String alert, int place) {

    static EvidenceKey parse(String text) {
        int bar = text.lastIndexOf('|');
        return new EvidenceKey(text.substring(0, bar), Integer.parseInt(text.substring(bar + 1)));
    }

    @Override
    public String toString() {
        return alert + "|" + place;
    }
}
