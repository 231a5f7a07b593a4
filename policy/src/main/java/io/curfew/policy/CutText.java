package io.curfew.policy;

/** Texts by others, which may be long. */
public final class CutText {

    private CutText() {}

    /** The text, or its first {@code most} characters; one fewer where the cut would halve a character of two. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halves = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halves ? most - 1 : most);
    }
}
